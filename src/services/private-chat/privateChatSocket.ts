import { type Connection, rooms, type SocketDoor, type UserPrincipal } from '@/services/realtime'
import { conversationSchema, markSchema, messageSchema, typingSchema } from './privateChatRequests'
import type { JoinedConversation, PrivateChatService } from './privateChatService'

interface Services {
  privateChat: PrivateChatService
}

/** People leave groups: who takes part is asked again after this. */
const KNOWN_FOR_MS = 10_000

type KnownConversation = JoinedConversation & { untilMs: number }

/** Opens private chat to sockets: the same schemas, calls and answers as over HTTP. */
export function attachPrivateChat(
  door: SocketDoor<UserPrincipal>,
  { privateChat }: Services,
): void {
  const known = knownConversations(privateChat)

  door.on('join_conversation', conversationSchema, async (connection, { conversationId }) => {
    const { lastSeq, lastChangeSeq } = await known.look(connection, conversationId)
    const { socket } = connection
    // A socket that went away meanwhile would stay in the room for ever.
    if (!socket.connected) return {}
    await socket.join(rooms.conversation(conversationId))
    return { lastSeq, lastChangeSeq }
  })
  door.on('leave_conversation', conversationSchema, async (connection, { conversationId }) => {
    known.forget(connection, conversationId)
    await connection.socket.leave(rooms.conversation(conversationId))
    return {}
  })
  door.on('send_private_message', messageSchema, ({ principal, socket }, message) =>
    privateChat.send(principal, message, socket.id),
  )
  door.on('typing', typingSchema, async (connection, { conversationId, isTyping }) => {
    const conversation = await known.lookLately(connection, conversationId)
    const { principal, socket } = connection
    privateChat.typing(principal, conversation, isTyping, socket.id)
    return {}
  })
  door.on('message_delivered', markSchema, async ({ principal, socket }, mark) => {
    await privateChat.markDelivered(principal, mark, socket.id)
    return {}
  })
  door.on('message_read', markSchema, async ({ principal, socket }, read) => {
    await privateChat.markRead(principal, read, socket.id)
    return {}
  })
}

/** The conversations that a socket was let into, for as long as it lives. */
function knownConversations(privateChat: PrivateChatService) {
  const known = new WeakMap<Connection, Map<string, KnownConversation>>()

  const look = async (connection: Connection<UserPrincipal>, conversationId: string) => {
    const conversation = await privateChat.join(connection.principal, conversationId)
    const own = known.get(connection) ?? new Map<string, KnownConversation>()
    known.set(connection, own)
    own.set(conversationId, { untilMs: Date.now() + KNOWN_FOR_MS, ...conversation })
    return conversation
  }
  return {
    look,
    lookLately: async (connection: Connection<UserPrincipal>, conversationId: string) => {
      const before = known.get(connection)?.get(conversationId)
      return before && before.untilMs > Date.now() ? before : look(connection, conversationId)
    },
    forget: (connection: Connection, conversationId: string) => {
      known.get(connection)?.delete(conversationId)
    },
  }
}
