import { z } from 'zod'
import {
  type Connection,
  idSchema,
  type PersonPrincipal,
  type Schema,
  type SocketDoor,
} from '@/services/realtime'
import type { GatewayService } from './gatewayService'
import type { WaitingPush } from './pushQueueStore'

const ackSchema: Schema<{ messageId: string }> = z.object({ messageId: idSchema })

interface Services {
  gateway: Pick<GatewayService, 'openLine' | 'acknowledge'>
}

/** Brings people what waits for them, and hears that they have it. */
export function attachPushes(door: SocketDoor<PersonPrincipal>, { gateway }: Services): void {
  const closers = new Map<string, () => void>()
  door.onOpen((connection) => {
    if (!hearsPushes(connection)) return
    closers.set(connection.id, gateway.openLine(lineOf(connection)))
  })
  door.onClose(({ id }) => {
    closers.get(id)?.()
    closers.delete(id)
  })
  door.on('push_ack', ackSchema, async ({ principal }, { messageId }) => {
    await gateway.acknowledge(principal.tenantId, principal.userId, messageId)
    return {}
  })
}

/** Whoever has only named a session hears nothing that is said to its visitor. */
function hearsPushes({ principal }: Connection<PersonPrincipal>): boolean {
  return principal.kind === 'user' || principal.unprovenName === undefined
}

/** Socket.IO's own names for a client's connections: it shows the last one when it comes back. */
interface Recoverable {
  pid?: string
  handshake: { auth: { pid?: unknown } }
}

function lineOf({ id, principal, tab, socket }: Connection<PersonPrincipal>) {
  const { tenantId, userId } = principal
  const { pid: line = id, handshake } = socket as unknown as Recoverable
  const { pid: before } = handshake.auth
  const signIn = principal.kind === 'user' ? principal.accountSessionId : principal.sessionId
  const lineBefore = typeof before === 'string' ? before.slice(0, 64) : undefined
  return { tenantId, userId, line, lineBefore, tab, signIn, say }

  function say({ event, message, messageId, requireAck, sentAtMs }: WaitingPush): void {
    const sentAt = new Date(sentAtMs).toISOString()
    ;(socket as unknown as AnyEvent).emit(event, message, { messageId, requireAck, sentAt })
  }
}

/** Names that back ends choose are in no list of events. */
interface AnyEvent {
  emit(event: string, ...args: unknown[]): void
}
