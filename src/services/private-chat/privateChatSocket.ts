import { type Connection, rooms, type UserPrincipal } from '@/services/realtime'
import { conversationSchema, markSchema, messageSchema, typingSchema } from './privateChatRequests'
import type { JoinedConversation, PrivateChatService } from './privateChatService'

interface Services {
  privateChat: PrivateChatService
}

/** People leave groups: who takes part is asked again after this. */
const KNOWN_FOR_MS = 10_000

type KnownConversation = JoinedConversation & { untilMs: number }

/** Opens private chat on a socket: the same schemas, calls and answers as over HTTP. */
export function attachPrivateChat(
  connection: Connection<UserPrincipal>,
  { privateChat }: Services,
): void {
  const { socket, socketId } = connection
  const known = new Map<string, KnownConversation>()

  const look = async (conversationId: string) => {
    const conversation = await privateChat.join(connection.principal, conversationId)
    known.set(conversationId, { ...conversation, untilMs: Date.now() + KNOWN_FOR_MS })
    return conversation
  }

  connection.on('join_conversation', conversationSchema, async ({ conversationId }) => {
    const { lastSeq, lastChangeSeq } = await look(conversationId)
    // A socket that went away meanwhile would stay in the room for ever.
    if (!socket.connected) return {}
    await socket.join(rooms.conversation(conversationId))
    return { lastSeq, lastChangeSeq }
  })
  connection.on('leave_conversation', conversationSchema, async ({ conversationId }) => {
    known.delete(conversationId)
    await socket.leave(rooms.conversation(conversationId))
    return {}
  })
  connection.on('send_private_message', messageSchema, (message) =>
    privateChat.send(connection.principal, message, socketId),
  )
  connection.on('typing', typingSchema, async ({ conversationId, isTyping }) => {
    const before = known.get(conversationId)
    const isFresh = before !== undefined && before.untilMs > Date.now()
    const conversation = isFresh ? before : await look(conversationId)
    privateChat.typing(connection.principal, conversation, isTyping, socketId)
    return {}
  })
  connection.on('message_delivered', markSchema, async (mark) => {
    await privateChat.markDelivered(connection.principal, mark, socketId)
    return {}
  })
  connection.on('message_read', markSchema, async (read) => {
    await privateChat.markRead(connection.principal, read, socketId)
    return {}
  })
}
