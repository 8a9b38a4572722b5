import { createServer, type IncomingMessage } from 'node:http'
import pg from 'pg'
import { batchedMessages, prepareTables } from './nodeMessages'
import { type Caller, tokenCheck } from './nodeTokens'
import { endOnSignal, partnerOptions } from './partnerOptions'
import { jsonOf, writeJson } from './plainHttp'

/**
 * The hot HTTP routes as plain Node handlers, written for nothing but speed: a cached token check,
 * the same rows read and written (grouped commits too), and no framework, limits or schemas.
 */
const { port, jwtSecret, databaseUrl } = partnerOptions()
const pool = new pg.Pool({ connectionString: databaseUrl })
await prepareTables(pool)
const callerOf = await tokenCheck(jwtSecret)
const storeMessage = batchedMessages(pool, { withJobs: false })
const storeChatMessage = batchedMessages(pool, { withJobs: true })
const online = new Map<string, object>()

const PAGE = `select m.id, m.conversation_id as "conversationId", m.seq, m.text, m.sender_id as "senderId",
    m.created_at as timestamp, m.client_message_id as "clientMessageId", c.last_seq as "lastSeq"
  from participants p join conversations c on c.id = p.conversation_id
  join messages m on m.conversation_id = c.id
  where p.conversation_id = $1 and p.user_id = $2 order by m.seq desc limit $3`

interface Sent {
  conversationId: unknown
  text: unknown
  clientMessageId: unknown
}

async function sendMessage(request: IncomingMessage, caller: Caller): Promise<object> {
  const sent = checked((await jsonOf(request)) as Sent)
  const { userId: senderId, tenantId } = caller
  const stored = await storeMessage({ ...sent, senderId })
  const message = { ...stored, ...sent, sender: 'user', senderId }
  return { success: true, message: { ...message, tenantId }, duplicate: false }
}

/** A visitor's conversation has the name of the session; the back end is given a job. */
async function writeInChat(request: IncomingMessage, { userId }: Caller): Promise<object> {
  const { sessionId, ...said } = (await jsonOf(request)) as Sent & { sessionId: unknown }
  const sent = checked({ ...said, conversationId: sessionId })
  const { id: messageId, seq, timestamp } = await storeChatMessage({ ...sent, senderId: userId })
  const { conversationId } = sent
  const names = { messageId, sessionId, conversationId }
  return { success: true, ...names, seq, timestamp, duplicate: false }
}

function checked({ conversationId, text, clientMessageId }: Sent) {
  if (typeof conversationId !== 'string' || typeof clientMessageId !== 'string') throw 400
  if (typeof text !== 'string' || text.trim().length < 1 || text.length > 4000) throw 400
  return { conversationId, text, clientMessageId }
}

async function readMessages(url: URL, caller: Caller): Promise<object> {
  const conversationId = url.searchParams.get('sessionId') ?? url.pathname.split('/').at(-1)
  const limit = Number(url.searchParams.get('limit') ?? 100)
  const { rows } = await pool.query(PAGE, [conversationId, caller.userId, limit + 1])
  if (rows.length === 0) throw 404
  const messages = rows.slice(0, limit).reverse()
  return { success: true, messages, hasMore: rows.length > limit, lastSeq: rows[0].lastSeq }
}

/** Whoever asks is online: the list is as long as the product's, whose people hold sockets. */
function onlineUsers(url: URL, caller: Caller): object {
  if (!online.has(caller.userId)) online.set(caller.userId, onlineRow(caller.userId))
  const excluded = url.searchParams.get('excludeUserId')
  const data = [...online.values()].filter((row) => 'userId' in row && row.userId !== excluded)
  return { success: true, data, count: data.length }
}

function onlineRow(userId: string): object {
  const now = new Date().toISOString()
  return { userId, name: 'Ada Example', status: 'online', connectedAt: now, lastSeen: now }
}

async function answer(request: IncomingMessage): Promise<object> {
  const caller = await callerOf(request.headers.authorization)
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (url.pathname === '/api/privatechat/message') return sendMessage(request, caller)
  if (url.pathname === '/webchat/message') return writeInChat(request, caller)
  if (url.pathname === '/api/online-users') return onlineUsers(url, caller)
  return readMessages(url, caller)
}

createServer((request, response) => {
  answer(request).then(
    (body) => writeJson(response, body),
    (reason) => writeJson(response, { success: false }, typeof reason === 'number' ? reason : 500),
  )
}).listen(port, '127.0.0.1')
endOnSignal()
