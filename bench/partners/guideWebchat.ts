import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Redis } from 'ioredis'
import { jwtVerify } from 'jose'
import type pg from 'pg'
import type { Server, Socket } from 'socket.io'
import { jsonOf, writeJson } from './plainHttp'

interface Parts {
  io: Server
  redis: Redis
  pool: pg.Pool
  secret: Uint8Array
}

interface Said {
  sessionId: string
  text: string
  domain?: string
  siteId?: string
  clientMessageId: string
}

interface Writer {
  userId: string
  tenantId: string
}

/**
 * The guides' web chat as it stands: one INSERT, one XADD and one broadcast for each message, with
 * nothing that keeps the three together.
 */
export function createWebchat({ io, redis, pool, secret }: Parts) {
  const write = async ({ userId, tenantId }: Writer, said: Said) => {
    const { sessionId, text, clientMessageId } = said
    const message = {
      id: randomUUID(),
      text,
      sender: 'user',
      timestamp: new Date().toISOString(),
      sessionId,
      userId,
      tenantId,
      clientMessageId,
    }
    await pool.query(INSERT, [
      message.id,
      sessionId,
      userId,
      text,
      clientMessageId,
      message.timestamp,
    ])
    await redis.xadd('meta:webhook_jobs', '*', ...jobOf(message, said))
    io.to(`conversation:${sessionId}`).emit('meta_message_created', { message })
    return { messageId: message.id, timestamp: message.timestamp, sessionId }
  }
  return {
    message: async (socket: Socket, said: Said, ack: (answer: object) => void) => {
      const { messageId, timestamp } = await write(socket.data as Writer, said)
      socket.emit('messageReceived', {
        success: true,
        message: 'Message received by server',
        data: { receivedMessage: said.text, timestamp, messageId },
      })
      ack({ success: true, messageId })
    },
    /** `POST /webchat/message` */
    answer: async (request: IncomingMessage, response: ServerResponse) => {
      const token = request.headers.authorization?.slice('Bearer '.length) ?? ''
      const { payload } = await jwtVerify(token, secret)
      const writer = { userId: String(payload.sub), tenantId: String(payload.tenantId) }
      const stored = await write(writer, (await jsonOf(request)) as Said)
      writeJson(response, { success: true, ...stored })
    },
  }
}

const INSERT = `insert into messages (id, conversation_id, sender_id, text, client_message_id, created_at)
  values ($1, $2, $3, $4, $5, $6)`

interface Written extends Writer {
  id: string
  sessionId: string
  text: string
  timestamp: string
}

function jobOf(message: Written, { domain = '', siteId }: Said): string[] {
  const { id: messageId, sessionId, userId, tenantId, text, timestamp } = message
  const who = { messageId, sessionId, userId, tenantId: Number.parseInt(tenantId, 10) }
  const where = { siteId: siteId ? Number.parseInt(siteId, 10) : null, domain }
  const payload = { ...who, ...where, text, senderType: 'user', timestamp }
  const headers = { 'content-type': 'application/json', 'x-webhook-source': 'webchat-service' }
  return [
    ...['job_type', 'webchat_webhook', 'source', 'webhook', 'webhook_type', 'message'],
    ...['payload', JSON.stringify(payload), 'headers', JSON.stringify(headers)],
    ...['timestamp', new Date().toISOString()],
  ]
}
