import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { type Said, sayInChat } from './bareWebchat'
import { endOnSignal, partnerOptions } from './partnerOptions'
import { jsonOf, writeJson } from './plainHttp'

/**
 * Socket.IO with rooms and nothing else: no token, no presence, no storage. What is on the wire is as
 * long as Parley's, or it would be a comparison of messages and not of servers.
 */
const { port } = partnerOptions()
const server = createServer(async (request, response) => {
  const asked = await jsonOf(request)
  const isChat = request.url === '/webchat/message'
  writeJson(response, isChat ? sayInChat(io, asked as Said) : push(asked as Push))
})
const io = new Server(server, { path: '/api/socketio' })

io.on('connection', (socket) => {
  socket.join('tenant:tenant-123')
  socket.emit('connected', { message: 'Successfully connected to WebSocket', socketId: socket.id })
  socket.on('join_user', ({ userId }, ack) => {
    socket.join(`user:${userId}`)
    ack({ success: true })
  })
  socket.on('join_conversation', ({ conversationId }, ack) => {
    socket.join(`conversation:${conversationId}`)
    ack({ success: true })
  })
  socket.on('message', (said: Said, ack) => {
    const receipt = sayInChat(io, said)
    const { messageId, timestamp } = receipt
    socket.emit('messageReceived', {
      success: true,
      message: 'Message received by server',
      data: { receivedMessage: said.text, timestamp, messageId },
    })
    ack(receipt)
  })
  socket.on('send_private_message', ({ conversationId, text, clientMessageId }, ack) => {
    const timestamp = new Date().toISOString()
    const message = {
      id: randomUUID(),
      conversationId,
      seq: 1000,
      text,
      sender: 'user',
      senderId: socket.id,
      senderName: 'Ada Example',
      timestamp,
      clientMessageId,
      tenantId: 'tenant-123',
    }
    socket.to(`conversation:${conversationId}`).emit('private_message_created', { message })
    ack({ success: true, message, duplicate: false })
  })
})

interface Push {
  userId?: string
  userIds?: string[]
  event: string
  message: unknown
}

/** `/api/gateway/send` and `send-many`, for whoever asks. */
function push({ userId, userIds = [], event, message }: Push): object {
  const sentAt = new Date().toISOString()
  const say = (user: string) => {
    const messageId = `p_${randomUUID()}`
    io.to(`user:${user}`).emit(event, message, { messageId, requireAck: false, sentAt })
    return { userId: user, messageId, status: 'delivered', connections: 1 }
  }
  if (userId !== undefined) {
    return { success: true, message: `Message sent to user ${userId}`, ...say(userId) }
  }
  const results = userIds.map(say)
  return { success: true, message: `Message sent to ${results.length} users`, userIds, results }
}

server.listen(port, '127.0.0.1')
endOnSignal()
