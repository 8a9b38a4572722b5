import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ERRORS, type ErrorCode } from '@/lib/errors'
import type { Conversation } from '@/lib/protocol'
import {
  directConversation,
  draft,
  type Person,
  person,
  readMessages,
  request,
  signIn,
} from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import type { TestSocket } from './support/testSocket'
import { accessToken, foreignToken, unsignedToken } from './support/tokens'

let app: TestApp
let ada: Person
let ben: Person
let conversation: Conversation
let socket: TestSocket

beforeAll(async () => {
  app = await startTestApp()
  ada = await signIn(app.url, 'ada')
  ben = await signIn(app.url, 'ben')
  conversation = await directConversation(ada, ben)
  socket = await ada.connect()
})
afterAll(async () => {
  socket.close()
  await app.close()
})

describe('a request', () => {
  const tokens: [string, () => string | Promise<string>, ErrorCode][] = [
    ['a made-up token', () => 'nonsense', 'INVALID_JWT_TOKEN'],
    ['a token nobody signed', unsignedToken, 'INVALID_JWT_TOKEN'],
    ['a token of yesterday', () => accessToken({ expiresAt: 1_700_000_000 }), 'TOKEN_EXPIRED'],
    [
      'a token of another audience',
      () => accessToken({ audience: 'visitor' }),
      'INVALID_JWT_TOKEN',
    ],
  ]

  test.each(tokens)('RT-3 with %s is refused', async (_, token, code) => {
    const path = '/api/privatechat/conversations'
    const { status, body } = await request(app.url, 'GET', path, { token: await token() })
    expect(status).toBe(401)
    expect(body).toMatchObject({ success: false, code, retry: ERRORS[code].retry })
  })

  test('RT-3 without credentials is told to log in, and which request it was', async () => {
    const { status, body, headers } = await request(app.url, 'GET', '/api/online-users')
    expect(status).toBe(401)
    expect(body).toMatchObject({ success: false, code: 'UNAUTHENTICATED', retry: false })
    expect(body.requestId).toBe(headers.get('x-request-id'))
  })

  test.each(['not json', '{"text":', '[', '"'])(
    'RT-3 whose body is %j is refused',
    async (body) => {
      const answer = await request(app.url, 'POST', '/api/privatechat/message', {
        body,
        token: ada.token,
      })
      expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST', retry: false } })
    },
  )

  test('RT-3 whose body is not called JSON is refused', async () => {
    const headers = { 'content-type': 'text/plain' }
    const body = draft(conversation.id, 'hello')
    const answer = await request(app.url, 'POST', '/api/privatechat/message', {
      body,
      headers,
      token: ada.token,
    })
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
  })

  test('RT-6 above 16 kB is refused, one below is not refused for its size', async () => {
    const message = draft(conversation.id, 'a'.repeat(17_000))
    const large = await ada.call('POST', '/api/privatechat/message', message)
    expect(large).toMatchObject({ status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } })
    const long = await ada.call('POST', '/api/privatechat/message', {
      ...message,
      text: 'a'.repeat(15_000),
    })
    expect(long).toMatchObject({
      status: 400,
      body: { code: 'INVALID_REQUEST', details: ['text'] },
    })
  })

  test('RT-3 to an address that is not there says so', async () => {
    const answer = await ada.call('GET', '/api/nowhere')
    expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
  })
})

describe('an event', () => {
  test('RT-6 above 16 kB is refused and the socket lives on', async () => {
    const answer = await socket.ask(
      'send_private_message',
      draft(conversation.id, 'a'.repeat(17_000)),
    )
    expect(answer).toMatchObject({ success: false, code: 'PAYLOAD_TOO_LARGE' })
    await socket.demand('join_conversation', { conversationId: conversation.id })
  })

  test('RT-6 in a frame above 64 kB closes its own connection and no other', async () => {
    const rude = await ben.connect()
    rude.tell('send_private_message', draft(conversation.id, 'a'.repeat(70_000)))
    await rude.isClosed()
    await socket.demand('join_conversation', { conversationId: conversation.id })
  })

  const events = [
    'join_user',
    'user_activity',
    'get_presence_changes',
    'join_conversation',
    'leave_conversation',
    'send_private_message',
    'typing',
    'message_read',
    'auth_refresh',
  ]
  const nonsense = [null, 0, true, [], [[]], { conversationId: {}, text: [], clientMessageId: 1 }]

  test.each(events)('RT-3 %s answers nonsense with a row of the error table', async (event) => {
    for (const payload of nonsense) {
      const answer = (await socket.ask(event, payload)) as { success: boolean; code?: ErrorCode }
      if (answer.success) expect(event).toBe('user_activity')
      else expect(answer).toMatchObject({ retry: ERRORS[answer.code ?? 'INTERNAL'].retry })
      expect(answer.code).not.toBe('INTERNAL')
    }
  })

  test('RT-3 that asked for no ack is refused by an error event', async () => {
    socket.tell('join_conversation', { conversationId: 'c_nowhere' })
    const error = await socket.hears('error', ({ code }) => code === 'CONVERSATION_NOT_FOUND')
    expect(error).toMatchObject({ retry: false, message: ERRORS.CONVERSATION_NOT_FOUND.sentence })
  })
})

describe('another tenant', () => {
  test('its owner finds no conversation of ours, by socket or by request', async () => {
    const chloe = person(app.url, await foreignToken())
    const read = await chloe.call('GET', `/api/privatechat/messages/${conversation.id}`)
    expect(read).toMatchObject({ status: 404, body: { code: 'CONVERSATION_NOT_FOUND' } })
    const sent = await chloe.call(
      'POST',
      '/api/privatechat/message',
      draft(conversation.id, 'hello'),
    )
    expect(sent).toMatchObject({ status: 404, body: { code: 'CONVERSATION_NOT_FOUND' } })
    const spy = await chloe.connect()
    for (const event of ['join_conversation', 'send_private_message', 'typing', 'message_read']) {
      const payload = { ...draft(conversation.id, 'hello'), isTyping: true, seq: 1 }
      expect(await spy.ask(event, payload)).toMatchObject({ code: 'CONVERSATION_NOT_FOUND' })
    }
    spy.close()
    expect(await readMessages(ada, conversation.id)).toEqual([])
  })

  test('its owner sees nobody of ours and cannot write to them', async () => {
    const chloe = person(app.url, await foreignToken())
    const online = await chloe.call<{ data: { userId: string }[] }>('GET', '/api/online-users')
    const others = online.body.data.filter(({ userId }) => userId !== 'u_chloe_of_globex')
    expect(others).toEqual([])
    expect(
      (await ada.call<{ count: number }>('GET', '/api/online-users')).body.count,
    ).toBeGreaterThan(0)
    const path = '/api/privatechat/conversations'
    const opened = await chloe.call('POST', path, { userId: ben.userId })
    expect(opened).toMatchObject({ status: 404, body: { code: 'USER_NOT_FOUND' } })
  })

  test('a colleague who is no participant gets the answer of a conversation that is not there', async () => {
    const chloe = await signIn(app.url, 'chloe')
    const theirs = await chloe.call('GET', `/api/privatechat/messages/${conversation.id}`)
    const nobodys = await chloe.call('GET', '/api/privatechat/messages/c_nowhere')
    expect(theirs.status).toBe(404)
    expect({ ...theirs.body, requestId: '' }).toEqual({ ...nobodys.body, requestId: '' })
  })
})

describe('reserved names', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']

  test.each(names)('%s is nobody', async (name) => {
    const path = '/api/privatechat/conversations'
    const opened = await ada.call('POST', path, { userId: name })
    expect(opened).toMatchObject({ status: 404, body: { code: 'USER_NOT_FOUND' } })
    expect(await socket.ask('join_user', name)).toMatchObject({ success: false })
    expect(await socket.ask('join_conversation', { conversationId: name })).toMatchObject({
      code: 'CONVERSATION_NOT_FOUND',
    })
  })

  test('a person may be called __proto__ without disturbing anybody', async () => {
    const claims = { sub: '__proto__', asid: 'as_proto' }
    const proto = await person(app.url, await accessToken({ claims })).connect()
    expect((await proto.hears('connected')).userId).toBe('__proto__')
    const { body } = await ada.call<{ data: { userId: string }[] }>('GET', '/api/online-users')
    expect(body.data.map(({ userId }) => userId)).toContain(ada.userId)
    expect(({} as Record<string, unknown>).connections).toBeUndefined()
    proto.close()
  })

  test('a body with __proto__ in it changes no object', async () => {
    const body = `{"__proto__":{"isAdmin":true},"userId":"${ben.userId}"}`
    await request(app.url, 'POST', '/api/privatechat/conversations', { body, token: ada.token })
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
  })
})
