import type { Server } from 'socket.io'
import type { ClientToServerEvents, Payload, ServerToClientEvents } from '@/lib/protocol'
import type { Broadcaster, ConversationAddress } from './broadcaster'
import { rooms } from './rooms'

/** Who hears of every sign-in, and every visitor's session, whose sockets were closed. */
export interface ClosingHeard {
  accountSession(id: string): void
  visit(sessionId: string): void
}

export function socketIoBroadcaster(
  io: Server<ClientToServerEvents, ServerToClientEvents>,
  heard: ClosingHeard,
): Broadcaster {
  function closeRoom(room: string, told: Payload<'session_revoked'>): void {
    const sockets = io.local.in(room)
    sockets.emit('session_revoked', told)
    sockets.disconnectSockets(true)
  }

  return {
    toUser: (tenantId, userId, event, payload) => {
      io.to(rooms.user(tenantId, userId)).emit(event, ...args<typeof event>(payload))
    },
    toConversation: (address, event, payload, exceptSocketId) => {
      const everyone = io.to(addressees(address))
      const others = exceptSocketId ? everyone.except(exceptSocketId) : everyone
      others.emit(event, ...args<typeof event>(payload))
    },
    toAdmins: (tenantId, event, payload) => {
      io.to(rooms.admins(tenantId)).emit(event, ...args<typeof event>(payload))
    },
    leaveConversation: (tenantId, userId, conversationId) => {
      io.in(rooms.user(tenantId, userId)).socketsLeave(rooms.conversation(conversationId))
    },
    closeKey: (keyId, reason) => closeRoom(rooms.apiKey(keyId), { reason }),
    closeAccountSession: (accountSessionId, reason) => {
      closeRoom(rooms.accountSession(accountSessionId), { reason })
      heard.accountSession(accountSessionId)
    },
    closeVisit: (sessionId, reason) => {
      closeRoom(rooms.conversation(sessionId), { reason, goesOn: true })
      heard.visit(sessionId)
    },
  }
}

function addressees(address: ConversationAddress): string[] {
  const { tenantId, conversationId, participantIds, withAdmins } = address
  const users = participantIds.map((userId) => rooms.user(tenantId, userId))
  const admins = withAdmins ? [rooms.admins(tenantId)] : []
  return [rooms.conversation(conversationId), ...users, ...admins]
}

/** Every server event carries one payload; the tuple says so to Socket.IO's types. */
function args<E extends keyof ServerToClientEvents>(payload: unknown) {
  return [payload] as unknown as Parameters<ServerToClientEvents[E]>
}
