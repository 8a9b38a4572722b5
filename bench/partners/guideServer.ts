import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { Redis } from 'ioredis'
import { jwtVerify } from 'jose'
import pg from 'pg'
import { Server } from 'socket.io'
import { createWebchat } from './guideWebchat'
import { endOnSignal, partnerOptions } from './partnerOptions'

/**
 * What a reader of the guides would write: their pseudo-code as it stands (token check, HSET and
 * HDEL, rooms, every change to the admins, `io.to(room)` with an echo to the sender), one INSERT
 * per message, and an ack. It checks neither membership nor repeats and gives no `seq`.
 */
const { port, jwtSecret, redisUrl, databaseUrl } = partnerOptions()
const redis = new Redis(redisUrl)
const pool = new pg.Pool({ connectionString: databaseUrl })
const secret = new TextEncoder().encode(jwtSecret)
const server = createServer((request, response) => webchat.answer(request, response))
const io = new Server(server, { path: '/api/socketio' })

await pool.query(`create table if not exists messages (
  id uuid primary key, conversation_id text not null, sender_id text not null, text text not null,
  client_message_id text not null, created_at timestamptz not null)`)
await pool.query('create index on messages (conversation_id, created_at)')

const webchat = createWebchat({ io, redis, pool, secret })

io.use((socket, next) => {
  jwtVerify(socket.handshake.auth.token, secret).then(
    ({ payload: { sub, tenantId, role } }) => {
      Object.assign(socket.data, { userId: sub, tenantId, role })
      next()
    },
    () => next(new Error('Invalid JWT token')),
  )
})

io.on('connection', async (socket) => {
  const { userId, tenantId, role } = socket.data
  const { domain, origin, url } = socket.handshake.query
  const userData = {
    sessionId: socket.id,
    connectedAt: new Date().toISOString(),
    domain,
    origin,
    url,
  }
  await redis.hset(`online_users:${tenantId}`, userId, JSON.stringify(userData))
  socket.join(`tenant:${tenantId}`)
  socket.join(`conversation:${socket.id}`)
  if (role === 'admin') socket.join(`admin:${tenantId}`)
  io.to(`admin:${tenantId}`).emit('user_online', { userId, ...userData })

  socket.on('disconnect', async () => {
    await redis.hdel(`online_users:${tenantId}`, userId)
    io.to(`admin:${tenantId}`).emit('user_offline', { userId })
  })

  socket.on('join_conversation', ({ conversationId }, ack) => {
    socket.join(`conversation:${conversationId}`)
    ack({ success: true })
  })

  socket.on('send_private_message', async ({ conversationId, text, clientMessageId }, ack) => {
    const message = {
      id: randomUUID(),
      conversationId,
      text,
      sender: 'user',
      senderId: userId,
      timestamp: new Date().toISOString(),
      clientMessageId,
      tenantId,
    }
    await pool.query(
      `insert into messages (id, conversation_id, sender_id, text, client_message_id, created_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [message.id, conversationId, userId, text, clientMessageId, message.timestamp],
    )
    io.to(`conversation:${conversationId}`).emit('private_message_created', { message })
    ack({ success: true, message })
  })

  socket.on('message', (said, ack) => webchat.message(socket, said, ack))

  socket.emit('connected', {
    message: 'Successfully connected to WebSocket',
    userId,
    socketId: socket.id,
  })
})

server.listen(port, '127.0.0.1')
endOnSignal()
