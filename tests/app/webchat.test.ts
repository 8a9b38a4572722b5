import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WebchatMessageAnswer } from '@/lib/webchatProtocol'
import { type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { connect, type TestSocket } from './support/testSocket'
import { foreignToken, visitorToken } from './support/tokens'
import {
  newVisitor,
  PUBLISHABLE,
  readChat,
  SECRET,
  SHOP,
  TENANT,
  type VisitorGrant,
  visit,
  write,
} from './support/visitors'

let app: TestApp
let ada: Person
let ben: Person
let admin: TestSocket

beforeAll(async () => {
  app = await startTestApp({
    LIMIT_NEW_VISITORS_PER_MINUTE: '1000',
    LIMIT_MESSAGES_PER_SECOND: '10',
    LIMIT_MESSAGE_BURST: '20',
  })
  ada = await signIn(app.url, 'ada')
  ben = await signIn(app.url, 'ben')
  admin = await ada.connect()
})
afterAll(async () => {
  admin.close()
  await app.close()
})

const GUIDE = {
  text: 'Hello, I need help',
  tenantId: TENANT,
  sessionId: 'session-789-abc123',
  fingerprint: 'a1b2c3d4e5f6g7h8',
  domain: 'example.com',
  origin: 'https://example.com',
  url: 'https://example.com/page',
  referrer: 'https://google.com',
  siteId: 'site-123',
}

describe('a visitor writes', () => {
  test('WM-1 with a token, and the visitor in all tabs and the admins are told', async () => {
    const visitor = await newVisitor(app.url)
    const tab = await visit(app.url, { auth: { token: visitor.token, apiKey: PUBLISHABLE } })
    const { status, body } = await write(app.url, visitor, { text: 'By request' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      success: true,
      sessionId: visitor.sessionId,
      seq: 1,
      duplicate: false,
    })
    for (const socket of [tab, admin]) {
      const { message } = await socket.hears('meta_message_created', fits(body.messageId))
      expect(message).toMatchObject({
        id: body.messageId,
        text: 'By request',
        sender: 'user',
        sessionId: visitor.sessionId,
        userId: visitor.userId,
        tenantId: TENANT,
        timestamp: body.timestamp,
      })
      expect(socket.heard('meta_message_created').filter(fits(body.messageId))).toHaveLength(1)
    }
    tab.close()
  })

  test('WM-1 by socket, answered by ack and messageReceived, under either name of the id', async () => {
    const visitor = await newVisitor(app.url)
    const tab = await visit(app.url, { auth: { token: visitor.token, apiKey: PUBLISHABLE } })
    const sent = { text: 'By socket', temp_id: 'temp-1' }
    const ack = await tab.demand('message', sent)
    const { data, ...received } = await tab.hears('messageReceived')
    expect(received).toEqual({ success: true, message: 'Message received by server' })
    expect(data).toEqual({
      receivedMessage: 'By socket',
      timestamp: ack.timestamp,
      messageId: ack.messageId,
    })
    const again = await write(app.url, visitor, { text: 'By socket', clientMessageId: 'temp-1' })
    expect(again.body).toMatchObject({ messageId: ack.messageId, seq: 1, duplicate: true })
    expect(admin.heard('meta_message_created').filter(fits(ack.messageId))).toHaveLength(1)
    tab.close()
  })

  test('WM-2 as the guides print it, with a key and a session of their own naming', async () => {
    const sent = { body: GUIDE, origin: SHOP, headers: { authorization: `Bearer ${PUBLISHABLE}` } }
    const { status, body } = await post(sent)
    expect(status).toBe(200)
    expect(body).toMatchObject({ success: true, sessionId: GUIDE.sessionId })
    expect(body).not.toHaveProperty('token')
    const next = await post({ ...sent, body: { ...GUIDE, text: 'Still here' } })
    expect(next.body).toMatchObject({ conversationId: body.conversationId, seq: 2 })
    const { message } = await admin.hears('meta_message_created', fits(body.messageId))
    expect(message).toMatchObject({ text: GUIDE.text, sender: 'user' })
  })

  test('WM-2 a key alone gets a session made, and what opens it', async () => {
    const sent = { body: { text: 'Hi' }, origin: SHOP, headers: { 'x-api-key': PUBLISHABLE } }
    const { body } = await post(sent)
    expect(body.sessionId).toMatch(/^s_/)
    const page = await readChat(app.url, body.token ?? '')
    expect(page.body.messages.map(({ text }) => text)).toEqual(['Hi'])
  })

  test('WM-2 a socket that only named a session hears its own messages and nobody else’s', async () => {
    const auth = { apiKey: PUBLISHABLE, sessionId: 'session-of-two' }
    const [one, other] = [await visit(app.url, { auth }), await visit(app.url, { auth })]
    const ack = await one.demand('message', { text: 'Mine' })
    expect(ack.sessionId).toBe('session-of-two')
    await one.hears('meta_message_created', fits(ack.messageId))
    const { message } = await admin.hears('meta_message_created', fits(ack.messageId))
    await admin.demand('message', { conversationId: message.conversationId, text: 'An answer' })
    await admin.hears('meta_message_created', ({ message: { text } }) => text === 'An answer')
    await one.demand('message', { text: 'And more' })
    expect(one.heard('meta_message_created').map((told) => told.message.text)).toEqual([
      'Mine',
      'And more',
    ])
    expect(other.heard('meta_message_created')).toEqual([])
    one.close()
    other.close()
  })

  test('WM-3 in one conversation over all stays, and reads on after its last seq', async () => {
    const visitor = await newVisitor(app.url)
    const texts = ['one', 'two', 'three', 'four']
    for (const text of texts) await write(app.url, visitor, { text })
    const { body } = await readChat(app.url, visitor.token, 'after=1&limit=2')
    expect(body.messages.map(({ text }) => text)).toEqual(['two', 'three'])
    expect(body).toMatchObject({ lastSeq: 4, hasMore: true })
    expect(body.conversationId).toBe(body.messages[0]?.conversationId)
    const empty = await readChat(app.url, (await newVisitor(app.url)).token)
    expect(empty.body).toMatchObject({ messages: [], lastSeq: 0, hasMore: false })
  })
})

describe('the tenant answers', () => {
  test('WM-4 an admin by socket and by request, into the session', async () => {
    const visitor = await newVisitor(app.url)
    const tab = await visit(app.url, { auth: { token: visitor.token, apiKey: PUBLISHABLE } })
    const { sessionId } = visitor
    await write(app.url, visitor, { text: 'Hello?' })
    const ack = await admin.demand('message', { sessionId, text: 'Hello!' })
    const { message } = await tab.hears('meta_message_created', fits(ack.messageId))
    expect(message).toMatchObject({ sender: 'agent', senderId: ada.userId, senderName: 'Ada' })
    expect(message).not.toHaveProperty('userId')
    const body = { sessionId, text: 'And again', senderType: 'agent' }
    const { body: posted } = await ada.call<WebchatMessageAnswer>('POST', '/webchat/message', body)
    expect(posted).toMatchObject({ seq: 3, sessionId })
    await tab.hears('meta_message_created', fits(posted.messageId))
    tab.close()
  })

  test('WM-4 an admin begins a chat with a visitor who has written nothing', async () => {
    const { sessionId, token } = await newVisitor(app.url)
    await admin.demand('message', { sessionId, text: 'Can I help?' })
    const { body } = await readChat(app.url, token)
    expect(body.messages.map(({ text, sender }) => [text, sender])).toEqual([
      ['Can I help?', 'agent'],
    ])
  })

  test('WM-5 a back end with its secret key, as a bot or for its own user', async () => {
    const visitor = await newVisitor(app.url)
    const tab = await visit(app.url, { auth: { token: visitor.token, apiKey: PUBLISHABLE } })
    const headers = { authorization: `Bearer ${SECRET}` }
    const reply = { sessionId: visitor.sessionId, senderType: 'bot', text: 'Beep' }
    const { body } = await post({ body: reply, origin: null, headers })
    const { message } = await tab.hears('ai_event_created', fits(body.messageId))
    expect(message).toMatchObject({ sender: 'bot', senderName: 'Assistant' })
    await admin.hears('ai_event_created', fits(body.messageId))
    expect(tab.heard('meta_message_created')).toEqual([])
    tab.close()
    const own = { text: 'For 456', userId: 456, userInfo: { name: 'John Doe' } }
    const written = await post({ body: own, origin: null, headers })
    const told = await admin.hears('meta_message_created', fits(written.body.messageId))
    expect(told.message).toMatchObject({ senderName: 'John Doe', userId: '456' })
  })
})

describe('reading', () => {
  test('WM-6 admins and back ends read any conversation of their tenant', async () => {
    const visitor = await newVisitor(app.url)
    const { body } = await write(app.url, visitor, { text: 'To be read' })
    const names = [
      `conversationId=${body.conversationId}`,
      `sessionId=${visitor.sessionId}`,
      `userId=${visitor.userId}&tenantId=${TENANT}`,
      // As the guide prints it, with a name that its client made up.
      `tenantId=${TENANT}&sessionId=session-789-abc123&userId=${visitor.userId}`,
    ]
    for (const name of names) {
      for (const token of [ada.token, SECRET]) {
        const origin = token === SECRET ? null : app.url
        const page = await readChat(app.url, token, name, origin)
        expect(page.body.messages.map(({ text }) => text)).toEqual(['To be read'])
      }
    }
    expect((await readChat(app.url, ada.token, '')).status).toBe(400)
  })
})

describe('what is refused', () => {
  let visitor: VisitorGrant
  let other: VisitorGrant
  let chat: string

  beforeAll(async () => {
    visitor = await newVisitor(app.url)
    other = await newVisitor(app.url)
    chat = (await write(app.url, other, { text: 'A secret' })).body.conversationId
  })

  test('WM-7 a user id without proof, at every door', async () => {
    const refused = { status: 403, body: { code: 'IDENTITY_UNVERIFIED' } }
    const keyed = { authorization: `Bearer ${PUBLISHABLE}` }
    const body = { ...GUIDE, userId: 'user-456' }
    expect(await post({ body, origin: SHOP, headers: keyed })).toMatchObject(refused)
    for (const userId of ['user-456', other.userId])
      expect(await write(app.url, visitor, { text: 'Me', userId })).toMatchObject(refused)
    expect(await readChat(app.url, visitor.token, `userId=${other.userId}`)).toMatchObject(refused)
    expect(await readChat(app.url, ben.token, 'userId=user-456')).toMatchObject(refused)
    const tab = await visit(app.url, { auth: { token: visitor.token, apiKey: PUBLISHABLE } })
    const ack = await tab.ask('message', { text: 'Me', userId: 'user-456' })
    expect(ack).toMatchObject({ success: false, code: 'IDENTITY_UNVERIFIED' })
    tab.close()
  })

  test('WM-8 the session and the conversation of somebody else are not there', async () => {
    const { sessionId } = other
    const gone = { status: 404, body: { code: 'SESSION_NOT_FOUND' } }
    expect(await readChat(app.url, visitor.token, `sessionId=${sessionId}`)).toMatchObject(gone)
    expect(await write(app.url, visitor, { text: 'Me', sessionId })).toMatchObject(gone)
    const own = await readChat(app.url, visitor.token, `conversationId=${chat}`)
    expect(own).toMatchObject({ status: 404, body: { code: 'CONVERSATION_NOT_FOUND' } })
    const keyed = { authorization: `Bearer ${PUBLISHABLE}` }
    const guessed = await post({ body: { text: 'Hi', sessionId }, origin: SHOP, headers: keyed })
    expect(guessed.body.sessionId).not.toBe(sessionId)
    expect(guessed.body.conversationId).not.toBe(chat)
  })

  test('WM-8 to members, strangers and other tenants, read or answered', async () => {
    const theirs = await foreignToken()
    const evil = await foreignToken('member')
    const reply = { sessionId: other.sessionId, text: 'Psst', senderType: 'agent' }
    const answers = [
      await ben.call('POST', '/webchat/message', reply),
      await ben.call('GET', `/api/chat/messages?conversationId=${chat}`),
      await request(app.url, 'POST', '/webchat/message', {
        body: reply,
        token: theirs,
        origin: null,
      }),
      await request(app.url, 'GET', `/api/chat/messages?conversationId=${chat}`, {
        token: theirs,
        origin: null,
      }),
      await request(app.url, 'GET', `/api/chat/messages?sessionId=${other.sessionId}`, {
        token: evil,
        origin: null,
      }),
      await readChat(app.url, await visitorToken({ secret: 'x'.repeat(40) })),
    ]
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [403, 'FORBIDDEN'],
      [404, 'CONVERSATION_NOT_FOUND'],
      [404, 'SESSION_NOT_FOUND'],
      [404, 'CONVERSATION_NOT_FOUND'],
      [404, 'SESSION_NOT_FOUND'],
      [401, 'INVALID_JWT_TOKEN'],
    ])
    const stranger = await connect(app.url, { token: theirs }, { query: { tenantId: 'globex' } })
    expect(await stranger.ask('message', { sessionId: other.sessionId, text: 'Hi' })).toMatchObject(
      {
        code: 'SESSION_NOT_FOUND',
      },
    )
    stranger.close()
    const { body } = await readChat(app.url, other.token)
    expect(body.messages.map(({ text }) => text)).toEqual(['A secret'])
  })

  test('WM-8 a publishable key alone reads nothing', async () => {
    const path = `/api/chat/messages?sessionId=${GUIDE.sessionId}&tenantId=${TENANT}`
    const headers = { authorization: `Bearer ${PUBLISHABLE}` }
    const { status } = await request(app.url, 'GET', path, { origin: SHOP, headers })
    expect(status).toBe(403)
  })

  const bad: [string, object, number, string][] = [
    ['another tenant', { text: 'Hi', tenantId: 'globex' }, 404, 'TENANT_NOT_FOUND'],
    ['no text', {}, 400, 'INVALID_REQUEST'],
    ['spaces', { text: ' \n ' }, 400, 'INVALID_REQUEST'],
    ['a long text', { text: 'x'.repeat(4001) }, 400, 'INVALID_REQUEST'],
    ['a huge payload', { text: 'Hi', url: 'x'.repeat(20_000) }, 413, 'PAYLOAD_TOO_LARGE'],
    ['the sender type of an agent', { text: 'Hi', senderType: 'agent' }, 403, 'FORBIDDEN'],
    ['an id that is none', { text: 'Hi', clientMessageId: '<b>' }, 400, 'INVALID_REQUEST'],
    ['an object for a text', { text: { toString: 'x' } }, 400, 'INVALID_REQUEST'],
  ]
  test.each(bad)('WM-9 %s', async (_, body, status, code) => {
    expect(await write(app.url, visitor, body)).toMatchObject({ status, body: { code } })
  })

  test('WM-9 a payload cannot touch prototypes, and what strangers write stays text', async () => {
    const text = `<img src=x onerror=alert(1)>'); drop table messages; --`
    const body = `{"text":${JSON.stringify(text)},"__proto__":{"senderType":"agent"},"constructor":{"x":1}}`
    const headers = { 'content-type': 'application/json' }
    const sent = { body, headers, token: visitor.token, origin: SHOP }
    const { status } = await request(app.url, 'POST', '/webchat/message', sent)
    expect(status).toBe(200)
    const page = await readChat(app.url, visitor.token)
    expect(page.body.messages.at(-1)).toMatchObject({ text, sender: 'user' })
  })

  test('WM-9 a flood, and what was accepted is stored', async () => {
    const fresh = await newVisitor(app.url)
    const tab = await visit(app.url, { auth: { token: fresh.token, apiKey: PUBLISHABLE } })
    const sends = Array.from({ length: 60 }, (_, nth) => tab.ask('message', { text: `${nth}` }))
    const answers = (await Promise.all(sends)) as { success: boolean; code?: string }[]
    const refused = answers.filter(({ success }) => !success)
    expect(refused.length).toBeGreaterThan(20)
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['RATE_LIMIT_EXCEEDED']))
    const { body } = await readChat(app.url, fresh.token)
    expect(body.lastSeq).toBe(answers.length - refused.length)
    tab.close()
  })
})

test('WM-10 a visitor without a socket is online while their tab asks', async () => {
  const visitor = await newVisitor(app.url)
  const headers = { 'x-parley-tab': 'tab-of-the-visitor' }
  const path = '/api/chat/messages?after=0'
  await request(app.url, 'GET', path, { token: visitor.token, origin: SHOP, headers })
  const { users } = await admin.demand('get_online_users', {})
  expect(users.find(({ userId }) => userId === visitor.userId)).toMatchObject({
    kind: 'visitor',
    sessionId: visitor.sessionId,
  })
})

function fits(messageId: string) {
  return ({ message }: { message: { id: string } }) => message.id === messageId
}

function post(sent: Parameters<typeof request>[3]) {
  return request<WebchatMessageAnswer & { code?: string }>(
    app.url,
    'POST',
    '/webchat/message',
    sent,
  )
}

test('OB-1 a visitor’s message leaves the guides’ payload, an answer none', async () => {
  const visitor = await newVisitor(app.url)
  const { body } = await write(app.url, visitor, {
    text: 'To other programs',
    clientMessageId: 'key-of-the-job',
    domain: 'shop.example',
  })
  await admin.demand('message', { sessionId: visitor.sessionId, text: 'Not a job' })
  const rows = await app.app.database.query<{ payload: Record<string, unknown> }>(
    `select payload from outbox where payload->>'conversationId' = $1`,
    [body.conversationId],
  )
  expect(rows.map(({ payload }) => payload)).toEqual([
    {
      messageId: body.messageId,
      sessionId: visitor.sessionId,
      userId: visitor.userId,
      tenantId: expect.any(Number),
      siteId: expect.any(Number),
      domain: 'shop.example',
      text: 'To other programs',
      senderType: 'user',
      timestamp: body.timestamp,
      conversationId: body.conversationId,
      seq: 1,
      tenantKey: TENANT,
      clientMessageId: 'key-of-the-job',
    },
  ])
})
