import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { endOnSignal, partnerOptions } from './partnerOptions'

/**
 * Socket.IO with rooms and nothing else: no token, no presence, no storage. What is on the wire is as
 * long as Parley's, or it would be a comparison of messages and not of servers.
 */
const { port } = partnerOptions()
const server = createServer()
const io = new Server(server, { path: '/api/socketio' })

io.on('connection', (socket) => {
  socket.join('tenant:tenant-123')
  socket.emit('connected', { message: 'Successfully connected to WebSocket', socketId: socket.id })
  socket.on('join_conversation', ({ conversationId }, ack) => {
    socket.join(`conversation:${conversationId}`)
    ack({ success: true })
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

server.listen(port, '127.0.0.1')
endOnSignal()
