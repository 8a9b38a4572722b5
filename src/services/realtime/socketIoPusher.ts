import type { Server } from 'socket.io'
import type { ClientToServerEvents, ServerToClientEvents } from '@/lib/protocol'
import type { Pusher } from './pusher'
import { rooms } from './rooms'

/** Names that back ends choose are in no list of events. */
interface AnyEvent {
  emit(event: string, ...args: unknown[]): void
}

/** Between processes; no client can say it. */
const RING = 'push_waiting'

interface AnyServer {
  serverSideEmit(event: string, ...args: unknown[]): void
  on(event: string, listener: (...args: string[]) => void): void
}

export function socketIoPusher(io: Server<ClientToServerEvents, ServerToClientEvents>): Pusher {
  const processes = io.of('/') as unknown as AnyServer
  return {
    ring: (tenantId, userId) => processes.serverSideEmit(RING, tenantId, userId),
    onRing: (listener) =>
      processes.on(RING, (tenantId = '', userId = '') => listener(tenantId, userId)),
    say: (tenantId, userId, { event, message, about }) => {
      const sockets = io.to(rooms.user(tenantId, userId)) as unknown as AnyEvent
      sockets.emit(event, message, about)
    },
    close: (tenantId, userId, reason) => {
      const sockets = io.in(rooms.user(tenantId, userId))
      sockets.emit('session_revoked', { reason })
      sockets.disconnectSockets(true)
    },
  }
}
