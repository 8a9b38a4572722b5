import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EDGE_HEADER, signedByEdge } from '@/services/edge'
import { directConversation, draft, type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { EDGE_SECRET, startTestEdge, type TestEdge } from './support/testEdge'
import { connect, refusedHandshake } from './support/testSocket'
import {
  askForToken,
  newVisitor,
  PUBLISHABLE,
  SECRET,
  SHOP,
  TENANT,
  visit,
  write,
} from './support/visitors'

describe('a real back end behind an edge', () => {
  let app: TestApp
  let edge: TestEdge
  let ada: Person
  let ben: Person

  beforeAll(async () => {
    app = await startTestApp({
      EDGE_SECRET,
      TRUST_EDGE_ONLY: '1',
      LIMIT_NEW_VISITORS_PER_MINUTE: '3',
    })
    edge = await startTestEdge([app.url], { TRUST_PROXY: '1' })
    ada = await signIn(edge.url, 'ada')
    ben = await signIn(edge.url, 'ben')
  })
  afterAll(async () => {
    await edge.close()
    await app.close()
  })

  test('ED-6 opens sockets by WebSocket, by polling and by the guides’ path, and says whose they are', async () => {
    const { id } = await directConversation(ada, ben)
    const sockets = await Promise.all([
      connect(edge.url, { token: ben.token }),
      connect(edge.url, { token: ben.token }, { transports: ['polling'] }),
      connect(edge.url, { token: ben.token }, { transports: ['polling', 'websocket'] }),
      connect(edge.url, { token: ben.token }, { path: '/socket.io' }),
    ])
    const { body } = await ada.call<{ message: { id: string } }>(
      'POST',
      '/api/privatechat/message',
      draft(id, 'Hello'),
    )
    for (const socket of sockets) {
      await socket.hears('private_message_created', ({ message }) => message.id === body.message.id)
      socket.close()
    }
    const open = await request<{ text: string }>(
      edge.url,
      'GET',
      '/socket.io/?EIO=4&transport=polling',
    )
    const { sid } = JSON.parse(open.body.text.slice(1)) as { sid: string }
    expect(sid).toMatch(/^[\w-]{8}\.[\w-]{20}$/)
    const lost = await request(
      edge.url,
      'GET',
      '/api/socketio/?EIO=4&transport=polling&sid=nobodys',
    )
    expect(lost.status).toBe(400)
  })

  test('ED-16 ends with a word to its sockets, whose clients then come back', async () => {
    const ending = await startTestEdge([app.url], { TRUST_PROXY: '1' })
    const socket = await connect(ending.url, { token: ben.token })
    await socket.demand('user_activity', {})
    await ending.close()
    expect(await socket.hears('server_restarting')).toEqual({ withinMs: 1000 })
    await socket.isClosed()
    const back = await connect(edge.url, { token: ben.token })
    back.close()
  })

  test('ED-7 lets keys through that it knows, and no others', async () => {
    expect((await askForToken(edge.url)).status).toBe(200)
    expect((await askForToken(edge.url, { key: `${PUBLISHABLE}_wrong` })).body).toMatchObject({
      code: 'INVALID_API_KEY',
    })
    const list = (key: string) =>
      request(edge.url, 'GET', `/api/chat/online-users?tenantId=${TENANT}`, {
        token: key,
        origin: null,
      })
    expect((await list(SECRET)).status).toBe(200)
    expect((await list('parley_sk_wrong')).status).toBe(401)
    expect(edge.log()).toContain('"code":"INVALID_API_KEY"')
    expect((await refusedHandshake(edge.url, { apiKey: 'parley_pk_wrong' })).message).toBe(
      'Invalid API key',
    )
  })

  test('ED-2 counts what people do by their own address, over HTTP and by socket', async () => {
    const from = (address: string) =>
      request(edge.url, 'POST', '/api/chat/anonymous-token', {
        body: { tenantId: TENANT },
        origin: SHOP,
        headers: { authorization: `Bearer ${PUBLISHABLE}`, 'x-forwarded-for': address },
      })
    for (let nth = 0; nth < 3; nth += 1) expect((await from('203.0.113.7')).status).toBe(200)
    expect((await from('203.0.113.7')).status).toBe(429)
    expect((await from('203.0.113.8')).status).toBe(200)
    const socketFrom = {
      extraHeaders: { origin: SHOP, 'x-forwarded-for': '203.0.113.7' },
      query: { tenantId: TENANT },
    }
    const refused = await refusedHandshake(edge.url, { apiKey: PUBLISHABLE }, socketFrom)
    expect(refused.data).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' })
  })

  test('ED-2 ED-3 takes nobody else, by request, polling or WebSocket', async () => {
    const alone = (method: string, path: string, headers = {}) =>
      request(app.url, method, path, { headers })
    expect((await alone('GET', '/api/people')).body).toMatchObject({
      code: 'FORBIDDEN',
      error: 'Requests come through the edge only',
      retry: false,
    })
    const said = { address: '203.0.113.9', requestId: 'r', tag: 't' }
    const signed = (secret: string) =>
      signedByEdge({ method: 'GET', url: '/api/people' }, said, { secret, nowMs: Date.now() })
    const shown = (secret: string, path: string) =>
      alone('GET', path, { [EDGE_HEADER]: signed(secret) })
    expect((await shown(EDGE_SECRET, '/api/people')).status).toBe(401)
    expect((await shown(`${EDGE_SECRET}!`, '/api/people')).status).toBe(403)
    expect((await shown(EDGE_SECRET, '/api/online-users')).status).toBe(403)
    expect((await alone('GET', '/api/ready')).status).toBe(403)
    expect((await alone('GET', '/socket.io/?EIO=4&transport=polling')).status).toBe(403)
    expect(await upgradeStatus(app.url)).toBe(403)
    expect((await alone('GET', '/api/health')).status).toBe(200)
    expect((await alone('GET', '/metrics')).status).toBe(200)
  })

  test('ED-8 a visitor writes and an admin hears it', async () => {
    const admin = await ada.connect()
    const visitor = await newVisitor(edge.url)
    const socket = await visit(edge.url, { auth: { token: visitor.token } })
    expect((await write(edge.url, visitor, { text: 'Is it in stock?' })).status).toBe(200)
    await socket.hears('meta_message_created')
    await admin.hears('meta_message_created', ({ message }) => message.text === 'Is it in stock?')
    admin.close()
    socket.close()
  })
})

function upgradeStatus(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-version': '13',
    }
    httpRequest(`${url}/api/socketio/?EIO=4&transport=websocket`, { headers })
      .on('response', ({ statusCode }) => resolve(statusCode))
      .on('upgrade', () => resolve(101))
      .on('error', reject)
      .end()
  })
}
