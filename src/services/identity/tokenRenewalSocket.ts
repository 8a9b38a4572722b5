import { z } from 'zod'
import { refusal } from '@/lib/errors'
import type { OpenConnection, UserPrincipal } from '@/services/realtime'

/** How long before the end of its token a socket is told. */
const NOTICE_MS = 60_000

interface Services {
  identity: { verifyAccessToken(token: string): Promise<UserPrincipal> }
}

const refreshSchema = z.object({ token: z.string().min(1).max(4096) })

/**
 * Keeps a socket no longer than its token: `token_expiring` a minute before the end,
 * `auth_refresh` with a new token of the same person, or the socket is closed.
 */
export function attachTokenRenewal(connection: OpenConnection, { identity }: Services): void {
  let timer = watchToken(connection)
  connection.onClose(() => clearTimeout(timer))
  connection.on('auth_refresh', refreshSchema, async ({ token }) => {
    const renewed = await identity.verifyAccessToken(token)
    requireSamePerson(connection.principal, renewed)
    connection.renew(renewed)
    clearTimeout(timer)
    timer = watchToken(connection)
    return { expiresIn: secondsLeft(connection) }
  })

  function watchToken({ principal, socket }: OpenConnection): NodeJS.Timeout {
    const noticeInMs = principal.expiresAtMs - Date.now() - NOTICE_MS
    return setTimeout(
      () => {
        socket.emit('token_expiring', { expiresIn: secondsLeft(connection) })
        timer = setTimeout(
          () => closeExpired(connection),
          connection.principal.expiresAtMs - Date.now(),
        )
      },
      Math.max(0, noticeInMs),
    )
  }
}

function requireSamePerson(before: UserPrincipal, after: UserPrincipal): void {
  if (after.tenantId !== before.tenantId) throw refusal('TENANT_MISMATCH')
  if (after.userId !== before.userId) throw refusal('IDENTITY_UNVERIFIED')
}

function secondsLeft({ principal }: OpenConnection): number {
  return Math.max(0, Math.floor((principal.expiresAtMs - Date.now()) / 1000))
}

/** As a lost line, so that the client comes back with a new token and nobody sees it leave. */
function closeExpired({ socket }: OpenConnection): void {
  socket.emit('error', { message: 'The token has expired', code: 'TOKEN_EXPIRED', retry: true })
  socket.conn.close()
}
