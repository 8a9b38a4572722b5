import { randomUUID } from 'node:crypto'
import type { Server } from 'socket.io'

export interface Said {
  sessionId: string
  text: string
  clientMessageId: string
}

/** Tells whoever is in the session's room, the sender too, and stores nothing. */
export function sayInChat(io: Server, { sessionId, text, clientMessageId }: Said) {
  const timestamp = new Date().toISOString()
  const [messageId, conversationId] = [randomUUID(), `c_${sessionId.slice(2, 26)}`]
  const message = {
    id: messageId,
    conversationId,
    seq: 1000,
    text,
    sender: 'user',
    senderId: sessionId,
    senderName: 'Visitor',
    timestamp,
    clientMessageId,
    tenantId: 'tenant-123',
    sessionId,
    userId: sessionId,
  }
  io.to(`conversation:${sessionId}`).emit('meta_message_created', { message })
  const names = { messageId, sessionId, conversationId }
  return { success: true, ...names, seq: 1000, timestamp, duplicate: false }
}
