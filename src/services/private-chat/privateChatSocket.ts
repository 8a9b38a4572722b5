import { type Connection, rooms } from '@/services/realtime'
import { conversationSchema, messageSchema, readSchema, typingSchema } from './privateChatRequests'
import type { JoinedConversation, PrivateChatService } from './privateChatService'

interface Services {
  privateChat: PrivateChatService
}

/** Opens private chat on a socket: the same schemas, calls and answers as over HTTP. */
export function attachPrivateChat(connection: Connection, { privateChat }: Services): void {
  const { socket, socketId } = connection
  const joined = new Map<string, JoinedConversation>()

  connection.on('join_conversation', conversationSchema, async ({ conversationId }) => {
    const conversation = await privateChat.join(connection.principal, conversationId)
    // A socket that went away meanwhile would stay in the room for ever.
    if (!socket.connected) return {}
    joined.set(conversationId, conversation)
    await socket.join(rooms.conversation(conversationId))
    return { lastSeq: conversation.lastSeq }
  })
  connection.on('leave_conversation', conversationSchema, async ({ conversationId }) => {
    joined.delete(conversationId)
    await socket.leave(rooms.conversation(conversationId))
    return {}
  })
  connection.on('send_private_message', messageSchema, (message) =>
    privateChat.send(connection.principal, message, socketId),
  )
  connection.on('typing', typingSchema, async ({ conversationId, isTyping }) => {
    const { principal } = connection
    const conversation =
      joined.get(conversationId) ?? (await privateChat.join(principal, conversationId))
    privateChat.typing(principal, conversation, isTyping, socketId)
    return {}
  })
  connection.on('message_read', readSchema, async (read) => {
    await privateChat.markRead(connection.principal, read, socketId)
    return {}
  })
}
