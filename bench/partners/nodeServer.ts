import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import pg from 'pg'
import { batchedMessages, prepareTables } from './nodeMessages'
import { type Caller, tokenCheck } from './nodeTokens'
import { endOnSignal, partnerOptions } from './partnerOptions'

/**
 * The hot HTTP routes as plain Node handlers, written for nothing but speed: a cached token check,
 * the same rows read and written (grouped commits too), and no framework, limits or schemas.
 */
const { port, jwtSecret, databaseUrl } = partnerOptions()
const pool = new pg.Pool({ connectionString: databaseUrl })
await prepareTables(pool)
const callerOf = await tokenCheck(jwtSecret)
const storeMessage = batchedMessages(pool)
const online = new Map<string, object>()

const PAGE = `select m.id, m.conversation_id as "conversationId", m.seq, m.text, m.sender_id as "senderId",
    m.created_at as timestamp, m.client_message_id as "clientMessageId", c.last_seq as "lastSeq"
  from participants p join conversations c on c.id = p.conversation_id
  join messages m on m.conversation_id = c.id
  where p.conversation_id = $1 and p.user_id = $2 order by m.seq desc limit $3`

async function sendMessage(request: IncomingMessage, caller: Caller): Promise<object> {
  const { conversationId, text, clientMessageId } = JSON.parse(await bodyOf(request))
  if (typeof conversationId !== 'string' || typeof clientMessageId !== 'string') throw 400
  if (typeof text !== 'string' || text.trim().length < 1 || text.length > 4000) throw 400
  const { userId: senderId, tenantId } = caller
  const stored = await storeMessage({ conversationId, senderId, text, clientMessageId })
  const message = { ...stored, conversationId, text, sender: 'user', senderId, clientMessageId }
  return { success: true, message: { ...message, tenantId }, duplicate: false }
}

async function readMessages(url: URL, caller: Caller): Promise<object> {
  const conversationId = url.pathname.split('/').at(-1)
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
  if (url.pathname === '/api/online-users') return onlineUsers(url, caller)
  return readMessages(url, caller)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  request.setEncoding('utf8')
  for await (const chunk of request) text += chunk
  return text
}

function write(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  const length = Buffer.byteLength(text)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': length })
  response.end(text)
}

createServer((request, response) => {
  answer(request).then(
    (body) => write(response, 200, body),
    (reason) => write(response, typeof reason === 'number' ? reason : 500, { success: false }),
  )
}).listen(port, '127.0.0.1')
endOnSignal()
