import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusal } from '@/lib/errors'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import type { DoorServices, HttpDoor } from '@/services/realtime'
import * as doors from './privateChatRequests'
import type { PrivateChatService } from './privateChatService'
import { openTestChat, type TestChat, testLog } from './testChat'

type Services = DoorServices & { privateChat: PrivateChatService }

interface Asked {
  as?: string
  method?: string
  query?: string
  params?: Record<string, string>
  body?: unknown
  /** Sent as it is, instead of JSON of `body`. */
  raw?: string
  contentType?: string
}

const limit = async () => ({ limit: 100, remaining: 99, resetSeconds: 60 })

describe.each(testDatabases())('doors of private chat on $name', ({ open }) => {
  let database: Database
  let chat: TestChat
  let services: Services
  let direct: string

  beforeAll(async () => {
    database = await open()
    chat = await openTestChat(database)
    services = {
      privateChat: chat.privateChat,
      limits: {
        credential: limit,
        address: limit,
        signIn: limit,
        newVisitor: limit,
        upload: limit,
        file: limit,
      },
      sawTab: () => undefined,
      log: testLog,
      authenticate: async (request) => {
        const name = request.headers.get('x-test-user')
        if (!name) throw refusal('UNAUTHENTICATED')
        return chat.person(name)
      },
    }
    direct = (await chat.privateChat.openDirect(chat.person('ada'), 'ben')).id
  })
  afterAll(() => database.close())

  async function ask(door: HttpDoor<Services>, asked: Asked) {
    const { as = 'ada', query = '', params = {}, contentType = 'application/json' } = asked
    const text = asked.raw ?? (asked.body === undefined ? undefined : JSON.stringify(asked.body))
    const request = new Request(`http://localhost/api/privatechat${query}`, {
      method: asked.method ?? (text === undefined ? 'GET' : 'POST'),
      headers: { 'x-test-user': as, 'content-type': contentType },
      ...(text !== undefined && { body: text }),
    })
    const response = await door(services, request, params)
    return { status: response.status, body: await response.json() }
  }

  const postMessage = (asked: Asked) => ask(doors.postMessage, asked)
  const message = (text: string, clientMessageId: string) => ({
    conversationId: direct,
    text,
    clientMessageId,
  })

  test('PM-7 POST message answers success, message and duplicate', async () => {
    const first = await postMessage({ body: message('hello', 'door-1') })
    expect(first.status).toBe(200)
    expect(first.body).toEqual({
      success: true,
      duplicate: false,
      message: {
        id: expect.stringMatching(/^m_/),
        conversationId: direct,
        seq: expect.any(Number),
        text: 'hello',
        sender: 'user',
        senderId: 'ada',
        senderName: 'Ada',
        timestamp: expect.any(String),
        clientMessageId: 'door-1',
        tenantId: 'acme',
      },
    })
    const repeat = await postMessage({ body: message('hello', 'door-1') })
    expect(repeat.body).toEqual({ ...first.body, duplicate: true })
  })

  test('PM-17 numbers are accepted as ids and become strings', async () => {
    const { body } = await postMessage({ body: { ...message('hello', ''), clientMessageId: 42 } })
    expect(body.message.clientMessageId).toBe('42')
  })

  test.each([
    ['an empty text', { text: '  ' }, 'Write a message first.', ['text']],
    ['a long text', { text: 'x'.repeat(4001) }, 'A message has at most 4000 characters.', ['text']],
    ['a NUL', { text: 'a\0b' }, 'A message cannot contain the character U+0000.', ['text']],
    ['a number as text', { text: 7 }, expect.any(String), ['text']],
    ['no text', { text: undefined }, expect.any(String), ['text']],
    ['an array as id', { clientMessageId: ['a'] }, expect.any(String), ['clientMessageId']],
    ['an empty id', { clientMessageId: '' }, expect.any(String), ['clientMessageId']],
    ['an id of 129', { conversationId: 'c'.repeat(129) }, expect.any(String), ['conversationId']],
    ['SQL as id', { conversationId: "' or 1=1 --" }, expect.any(String), ['conversationId']],
  ])('PM-5 POST message refuses %s', async (_, wrong, error, details) => {
    const { status, body } = await postMessage({ body: { ...message('hello', 'wrong'), ...wrong } })
    expect(status).toBe(400)
    expect(body).toMatchObject({ success: false, code: 'INVALID_REQUEST', retry: false })
    expect(body).toMatchObject({ error, details })
    expect(body.requestId).toEqual(expect.any(String))
  })

  test.each(['', 'not json', '[]', 'null', '"text"', '7'])(
    'PM-7 POST message refuses the body %j',
    async (raw) => {
      const { status, body } = await postMessage({ raw })
      expect([status, body.code]).toEqual([400, 'INVALID_REQUEST'])
    },
  )

  test('PM-7 POST message refuses what is not called JSON, or is too large', async () => {
    const body = message('hello', 'wrong')
    expect((await postMessage({ body, contentType: 'text/plain' })).status).toBe(400)
    const large = await postMessage({ body: { ...body, more: 'x'.repeat(17_000) } })
    expect([large.status, large.body.code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
  })

  test('PM-4 a foreign, an absent and a strange conversation are all 404', async () => {
    for (const asked of [
      { as: 'chloe', body: message('hi', 'f1') },
      { body: { ...message('hi', 'f2'), conversationId: 'c_absent' } },
      { body: { ...message('hi', 'f3'), conversationId: '__proto__' } },
      { body: { ...message('hi', 'f4'), conversationId: 7 } },
    ]) {
      const { status, body } = await postMessage(asked)
      expect([status, body.code]).toEqual([404, 'CONVERSATION_NOT_FOUND'])
      expect(body.error).toBe('Conversation not found')
    }
  })

  test('PM-16 what a body says of its sender or prototype is ignored', async () => {
    const forged = '"senderId":"ben","tenantId":"globex","__proto__":{"senderId":"ben"}'
    const raw = `{"conversationId":"${direct}","text":"hi","clientMessageId":"forged",${forged}}`
    const { body } = await postMessage({ raw })
    expect(body.message).toMatchObject({ senderId: 'ada', tenantId: 'acme' })
  })

  test('PM-7 without a proven user every door is 401', async () => {
    for (const door of Object.values(doors).filter((found) => typeof found === 'function')) {
      const { status, body } = await ask(door, { as: '', body: {} })
      expect([status, body.code]).toEqual([401, 'UNAUTHENTICATED'])
    }
  })

  test('PM-9 GET messages pages by seq', async () => {
    const opened = await ask(doors.postConversation, { as: 'chloe', body: { userId: 'ben' } })
    const { id } = opened.body.conversation
    for (const n of [1, 2, 3]) {
      const body = { conversationId: id, text: `number ${n}`, clientMessageId: `page-${n}` }
      await postMessage({ as: 'chloe', body })
    }
    const pages = async (query: string) => {
      const params = { conversationId: id }
      const { body } = await ask(doors.getMessages, { as: 'ben', query, params })
      return [body.messages.map(({ seq }: { seq: number }) => seq), body.hasMore, body.lastSeq]
    }
    expect(await pages('')).toEqual([[1, 2, 3], false, 3])
    expect(await pages('?limit=2')).toEqual([[2, 3], true, 3])
    expect(await pages('?after=1&limit=1')).toEqual([[2], true, 3])
    expect(await pages('?before=2')).toEqual([[1], false, 3])
  })

  test.each([
    '?limit=0',
    '?limit=101',
    '?limit=x',
    '?after=-1',
    '?before=1.5',
    '?after=1&before=2',
    '?after=1&changedAfter=2',
    '?changedAfter=x',
  ])('PM-9 GET messages refuses %s', async (query) => {
    const { status, body } = await ask(doors.getMessages, {
      query,
      params: { conversationId: direct },
    })
    expect([status, body.code]).toEqual([400, 'INVALID_REQUEST'])
  })

  test('PM-4 GET messages of a foreign conversation is 404', async () => {
    const asked = { as: 'chloe', params: { conversationId: direct } }
    expect((await ask(doors.getMessages, asked)).status).toBe(404)
    expect((await ask(doors.getMessages, { params: { conversationId: '' } })).status).toBe(400)
  })

  test('PM-2 POST conversations opens by userId and finds it again', async () => {
    const { status, body } = await ask(doors.postConversation, { body: { userId: 'ben' } })
    expect([status, body.success, body.conversation.id]).toEqual([200, true, direct])
  })

  test.each([
    [{}, 400],
    [{ userId: 'ben', userIds: ['ben'], name: 'Lunch' }, 400],
    [{ userIds: ['ben'] }, 400],
    [{ userIds: ['ben'], name: ' ' }, 400],
    [{ userIds: ['ben'], name: 'a\0b' }, 400],
    [{ userIds: ['ben'], name: 'x'.repeat(81) }, 400],
    [{ userIds: 'ben', name: 'Lunch' }, 400],
    [{ userIds: [], name: 'Lunch' }, 400],
    [{ userId: { id: 'ben' } }, 400],
    [{ userId: 'ada' }, 404],
    [{ userId: 'dana' }, 404],
    [{ userIds: ['ben', 'dana'], name: 'Lunch' }, 404],
  ])('PM-3 POST conversations answers %j with %i', async (body, status) => {
    expect((await ask(doors.postConversation, { body })).status).toBe(status)
  })

  test('PM-8 GET conversations lists the caller’s own', async () => {
    const { body } = await ask(doors.getConversations, {})
    expect(body.success).toBe(true)
    expect(body.conversations.map(({ id }: { id: string }) => id)).toContain(direct)
    const chloes = (await ask(doors.getConversations, { as: 'chloe' })).body.conversations
    expect(chloes.map(({ id }: { id: string }) => id)).not.toContain(direct)
  })

  test('PM-11 POST read marks as read and answers success', async () => {
    await postMessage({ body: message('read me', 'read-1') })
    const read = await ask(doors.postRead, {
      as: 'ben',
      body: { conversationId: direct, seq: 999 },
    })
    expect(read).toEqual({ status: 200, body: { success: true } })
    const { body } = await ask(doors.getConversations, { as: 'ben' })
    const found = body.conversations.find(({ id }: { id: string }) => id === direct)
    expect(found.unreadCount).toBe(0)
    for (const seq of [-1, 1.5, '1', null]) {
      const wrong = await ask(doors.postRead, { body: { conversationId: direct, seq } })
      expect(wrong.status).toBe(400)
    }
  })

  test('PM-18 POST delivered marks several conversations and answers success', async () => {
    await postMessage({ body: message('have it', 'delivered-1') })
    const mark = { conversationId: direct, seq: 999 }
    const told = await ask(doors.postDelivered, { as: 'ben', body: { delivered: [mark] } })
    expect(told).toEqual({ status: 200, body: { success: true } })
    const { body } = await ask(doors.getConversations, {})
    const found = body.conversations.find(({ id }: { id: string }) => id === direct)
    expect(found.participants[1].lastDeliveredSeq).toBe(found.lastSeq)
    const many = Array.from({ length: 101 }, () => mark)
    for (const delivered of [[], many, mark, [{ ...mark, seq: -1 }], [{ ...mark, seq: 1e300 }]]) {
      expect((await ask(doors.postDelivered, { body: { delivered } })).status).toBe(400)
    }
    const stranger = await ask(doors.postDelivered, { as: 'chloe', body: { delivered: [mark] } })
    expect(stranger.body.code).toBe('CONVERSATION_NOT_FOUND')
  })

  test('PM-19 PATCH conversations mutes, for a participant only', async () => {
    const mute = { method: 'PATCH', params: { id: direct }, body: { muted: true } }
    const muted = await ask(doors.patchConversation, mute)
    expect(muted.body).toMatchObject({ success: true, conversation: { id: direct, muted: true } })
    expect((await ask(doors.patchConversation, { ...mute, as: 'chloe' })).status).toBe(404)
    expect((await ask(doors.patchConversation, { ...mute, body: { muted: 1 } })).status).toBe(400)
    await ask(doors.patchConversation, { ...mute, body: { muted: false } })
  })

  test('PM-20 GET messages reads what was edited after a changeSeq', async () => {
    const sent = await postMessage({ body: message('helo', 'changed-1') })
    const before = await ask(doors.getMessages, { params: { conversationId: direct } })
    const params = { id: sent.body.message.id }
    await ask(doors.patchMessage, { method: 'PATCH', params, body: { text: 'hello' } })
    const query = `?changedAfter=${before.body.lastChangeSeq}`
    const { body } = await ask(doors.getMessages, { query, params: { conversationId: direct } })
    expect(body.messages).toMatchObject([{ id: params.id, text: 'hello' }])
    expect(body.lastChangeSeq).toBe(body.messages[0].changeSeq)
  })

  test('PM-22 DELETE conversations leaves a group, and refuses what is none', async () => {
    const opened = await ask(doors.postConversation, { body: { userIds: ['ben'], name: 'Lunch' } })
    const params = { id: opened.body.conversation.id }
    const leave = { method: 'DELETE', params }
    expect((await ask(doors.deleteConversation, { ...leave, as: 'chloe' })).status).toBe(404)
    const left = await ask(doors.deleteConversation, { ...leave, as: 'ben' })
    expect(left).toEqual({ status: 200, body: { success: true } })
    expect((await ask(doors.deleteConversation, { ...leave, as: 'ben' })).status).toBe(404)
    const direct1 = await ask(doors.deleteConversation, {
      method: 'DELETE',
      params: { id: direct },
    })
    expect([direct1.status, direct1.body.code]).toEqual([400, 'INVALID_REQUEST'])
  })

  test('PM-12 PM-13 PATCH edits and DELETE erases an own message, nobody else’s', async () => {
    const sent = await postMessage({ body: message('helo', 'patch-1') })
    const params = { id: sent.body.message.id }
    const edit = { method: 'PATCH', params, body: { text: 'hello' } }
    expect((await ask(doors.patchMessage, { ...edit, as: 'ben' })).body.code).toBe('NOT_FOUND')
    const edited = await ask(doors.patchMessage, edit)
    expect(edited.body).toMatchObject({ success: true, message: { text: 'hello' } })
    expect((await ask(doors.patchMessage, { ...edit, body: { text: '' } })).status).toBe(400)
    const erase = { method: 'DELETE', params }
    expect((await ask(doors.deleteMessage, { ...erase, as: 'ben' })).status).toBe(404)
    const erased = await ask(doors.deleteMessage, erase)
    expect(erased.body).toMatchObject({ success: true, message: { text: '' } })
    expect((await ask(doors.patchMessage, edit)).status).toBe(404)
  })
})
