import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSocket } from './openSocket'
import { createSocketLink } from './socketLink'
import type { WireSocket } from './wireSocket'

let http: HttpServer
let io: Server
let socket: WireSocket
let auths: unknown[]
/** The transport of each connection at its beginning. */
let firstTransports: string[]
let allowsUpgrade: boolean
let refusal: { code: string; retry: boolean } | undefined

beforeEach(async () => {
  auths = []
  firstTransports = []
  allowsUpgrade = true
  refusal = undefined
  http = createServer()
  io = new Server(http, {
    path: '/api/socketio',
    addTrailingSlash: false,
    allowRequest: ({ headers }, decide) => decide(null, allowsUpgrade || !headers.upgrade),
  })
  io.on('connection', ({ conn }) => {
    firstTransports.push(conn.transport.name)
  })
  io.use(({ handshake }, next) => {
    auths.push(handshake.auth)
    next(refusal && Object.assign(new Error('Invalid JWT token'), { data: refusal }))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  let tries = 0
  socket = openSocket({
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    query: { domain: 'acme.example' },
    auth: () => {
      tries += 1
      return { token: `token-${tries}`, tab: 't1', presence: 'batch' }
    },
  })
})

afterEach(async () => {
  socket.disconnect()
  await io.close()
})

const next = (event: string) =>
  new Promise<unknown>((resolve) => {
    socket.on(event, resolve)
  })

async function connected(): Promise<void> {
  const up = next('connect')
  socket.connect(['websocket', 'polling'])
  await up
}

describe('a real socket', () => {
  test('connects when it is told to, with what it shows at that moment', async () => {
    expect(socket.connected).toBe(false)
    await connected()
    const down = next('disconnect')
    io.disconnectSockets(true)
    await down
    await connected()
    expect(auths).toEqual([
      { token: 'token-1', tab: 't1', presence: 'batch' },
      expect.objectContaining({ token: 'token-2', tab: 't1' }),
    ])
    expect([...io.sockets.sockets.values()][0]?.handshake.query.domain).toBe('acme.example')
  })

  test('hands on the code of a refusal, and may try again', async () => {
    refusal = { code: 'INVALID_JWT_TOKEN', retry: false }
    const refused = next('connect_error')
    socket.connect(['websocket', 'polling'])
    expect(await refused).toMatchObject({ data: refusal })
    refusal = undefined
    await connected()
    expect(socket.connected).toBe(true)
  })

  test('takes the other transport where the first cannot be opened', async () => {
    allowsUpgrade = false
    await connected()
    expect(firstTransports).toEqual(['polling'])
  })

  test('takes the transport that is named first, first', async () => {
    await connected()
    const down = next('disconnect')
    io.disconnectSockets(true)
    await down
    const up = next('connect')
    socket.connect(['polling', 'websocket'])
    await up
    expect(firstTransports).toEqual(['websocket', 'polling'])
  })
})

describe('a link over it', () => {
  test('CL-71 answers with what was granted, or with the row of the error table', async () => {
    io.on('connection', (one) => {
      one.on('join_conversation', (payload, ack) => ack({ success: true, lastSeq: 4, ...payload }))
      one.on('message_read', (_, ack) =>
        ack({ success: false, error: 'No such', code: 'CONVERSATION_NOT_FOUND', retry: false }),
      )
    })
    await connected()
    const link = createSocketLink(socket)
    expect(await link.ask('join_conversation', { conversationId: 'c1' })).toMatchObject({
      lastSeq: 4,
    })
    await expect(link.ask('message_read', { conversationId: 'c1', seq: 1 })).rejects.toMatchObject({
      code: 'CONVERSATION_NOT_FOUND',
      retry: false,
      message: 'No such',
    })
  })

  test('CL-31 fails at once what was under way when the connection broke', async () => {
    io.on('connection', (one) => {
      one.on('send_private_message', () => one.disconnect(true))
    })
    await connected()
    const link = createSocketLink(socket)
    const message = { conversationId: 'c1', text: 'hello', clientMessageId: 'k1' }
    await expect(link.ask('send_private_message', message)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      retry: true,
    })
    await expect(link.ask('send_private_message', message)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    })
    expect(await link.isAlive()).toBe(false)
  })
})
