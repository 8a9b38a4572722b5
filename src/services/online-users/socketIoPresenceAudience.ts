import type { Server } from 'socket.io'
import type { ClientToServerEvents, ServerToClientEvents } from '@/lib/protocol'
import { rooms } from '@/services/realtime'
import type { PresenceAudience } from './presenceAudience'

/** Watchers in Socket.IO rooms. `io.local`, for every node hears the changes by itself. */
export function socketIoPresenceAudience(
  io: Server<ClientToServerEvents, ServerToClientEvents>,
): PresenceAudience {
  return {
    has: (tenantId, group) => io.of('/').adapter.rooms.has(rooms.presence(tenantId, group)),
    tell: (tenantId, group, event, payload) => {
      const args = [payload] as unknown as Parameters<ServerToClientEvents[typeof event]>
      io.local.to(rooms.presence(tenantId, group)).emit(event, ...args)
    },
  }
}
