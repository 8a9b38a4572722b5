import { z } from 'zod'
import { refusal } from '@/lib/errors'
import type { OpenConnection, PersonPrincipal } from '@/services/realtime'

/** How long before the end of its token a socket is told. */
const NOTICE_MS = 60_000

const refreshSchema = z.object({ token: z.string().min(1).max(4096) })

/**
 * Keeps a socket no longer than its token: `token_expiring` a minute before the end,
 * `auth_refresh` with a new token of the same caller, or the socket is closed. One that a key
 * opened has no token to renew.
 */
export function attachTokenRenewal<P extends PersonPrincipal>(
  connection: OpenConnection<P>,
  verify: (token: string) => Promise<P>,
): void {
  let timer = watchToken()
  connection.onClose(() => clearTimeout(timer))
  connection.on('auth_refresh', refreshSchema, async ({ token }) => {
    const renewed = await verify(token)
    requireSameSubject(connection.principal, renewed)
    connection.renew(renewed)
    clearTimeout(timer)
    timer = watchToken()
    return { expiresIn: secondsLeft(connection) }
  })

  function watchToken(): NodeJS.Timeout | undefined {
    const { principal, socket } = connection
    if (!Number.isFinite(principal.expiresAtMs)) return undefined
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

function requireSameSubject(before: PersonPrincipal, after: PersonPrincipal): void {
  if (after.tenantId !== before.tenantId) throw refusal('TENANT_MISMATCH')
  if (after.userId !== before.userId || sessionOf(after) !== sessionOf(before))
    throw refusal('IDENTITY_UNVERIFIED')
}

/** A visitor's socket is in the rooms of one session; a user's new token may be of a new sign-in. */
function sessionOf(principal: PersonPrincipal): string | undefined {
  return principal.kind === 'visitor' ? principal.sessionId : undefined
}

function secondsLeft({ principal }: OpenConnection<PersonPrincipal>): number {
  return Math.max(0, Math.floor((principal.expiresAtMs - Date.now()) / 1000))
}

/** As a lost line, so that the client comes back with a new token and nobody sees it leave. */
function closeExpired({ socket }: Pick<OpenConnection, 'socket'>): void {
  socket.emit('error', { message: 'The token has expired', code: 'TOKEN_EXPIRED', retry: true })
  socket.conn.close()
}
