import { z } from 'zod'
import { refusal } from '@/lib/errors'
import type { Connection, PersonPrincipal, SocketDoor } from '@/services/realtime'

/** How long before the end of its token a socket is told. */
const NOTICE_MS = 60_000

const refreshSchema = z.object({ token: z.string().min(1).max(4096) })

/**
 * Keeps a socket no longer than its token: `token_expiring` a minute before the end,
 * `auth_refresh` with a new token of the same caller, or the socket is closed. One that a key
 * opened has no token to renew.
 */
export function attachTokenRenewal<P extends PersonPrincipal>(
  door: SocketDoor<P>,
  verify: (token: string) => Promise<P>,
): void {
  const timers = new Map<Connection<PersonPrincipal>, NodeJS.Timeout>()
  const forget = (connection: Connection<PersonPrincipal>) => {
    clearTimeout(timers.get(connection))
    timers.delete(connection)
  }
  door.onOpen((connection) => watchToken(timers, connection))
  door.onClose(forget)
  door.on('auth_refresh', refreshSchema, async (connection, { token }) => {
    const renewed = await verify(token)
    requireSameSubject(connection.principal, renewed)
    connection.renew(renewed)
    forget(connection)
    if (connection.socket.connected) watchToken(timers, connection)
    return { expiresIn: secondsLeft(connection) }
  })
}

type Timers = Map<Connection<PersonPrincipal>, NodeJS.Timeout>

function watchToken(timers: Timers, connection: Connection<PersonPrincipal>): void {
  const { expiresAtMs } = connection.principal
  if (!Number.isFinite(expiresAtMs)) return
  const noticeInMs = Math.max(0, expiresAtMs - Date.now() - NOTICE_MS)
  timers.set(connection, setTimeout(giveNotice, noticeInMs, timers, connection))
}

function giveNotice(timers: Timers, connection: Connection<PersonPrincipal>): void {
  const { socket, principal } = connection
  socket.emit('token_expiring', { expiresIn: secondsLeft(connection) })
  const leftMs = principal.expiresAtMs - Date.now()
  timers.set(connection, setTimeout(closeExpired, leftMs, connection))
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

function secondsLeft({ principal }: Connection<PersonPrincipal>): number {
  return Math.max(0, Math.floor((principal.expiresAtMs - Date.now()) / 1000))
}

/** As a lost line, so that the client comes back with a new token and nobody sees it leave. */
function closeExpired({ socket }: Connection<PersonPrincipal>): void {
  socket.emit('error', { message: 'The token has expired', code: 'TOKEN_EXPIRED', retry: true })
  socket.conn.close()
}
