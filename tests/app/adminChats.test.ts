import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  AdminConversationAnswer,
  AdminConversationsAnswer,
  AssigneesAnswer,
  BlockedVisitorsAnswer,
  NoteAnswer,
  NotesAnswer,
} from '@/lib/adminChatProtocol'
import { type Answer, type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import type { TestSocket } from './support/testSocket'
import { foreignToken } from './support/tokens'
import {
  askForToken,
  newVisitor,
  PUBLISHABLE,
  readChat,
  SECRET,
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
    LIMIT_CREDENTIAL_PER_MINUTE: '5000',
  })
  ada = await signIn(app.url, 'ada')
  ben = await signIn(app.url, 'ben')
  admin = await ada.connect()
})
afterAll(async () => {
  admin.close()
  await app.close()
})

type Changed = AdminConversationAnswer & { code?: string }

const CHATS = '/api/admin/conversations'
const post = (path: string, body: object = {}): Promise<Answer<Changed>> =>
  ada.call<Changed>('POST', `${CHATS}/${path}`, body)

/** A visitor who has written, and waits. */
async function waitingVisitor(text = 'Hello?'): Promise<VisitorGrant & { chat: string }> {
  const visitor = await newVisitor(app.url)
  const { body } = await write(app.url, visitor, { text })
  return { ...visitor, chat: body.conversationId }
}

function tabOf({ token }: VisitorGrant): Promise<TestSocket> {
  return visit(app.url, { auth: { token, apiKey: PUBLISHABLE } })
}

const of = (chat: string) => (told: { conversation: { id: string } }) =>
  told.conversation.id === chat

describe('the list', () => {
  test('WM-13 shows who waits, longest first, to admins and back ends, page by page', async () => {
    const first = await waitingVisitor('First')
    const second = await waitingVisitor('Second')
    await admin.demand('message', { conversationId: second.chat, text: 'Hello!' })
    const third = await waitingVisitor('Third')
    const asked = `${CHATS}?status=open`
    const { status, body } = await ada.call<AdminConversationsAnswer>('GET', asked)
    expect(status).toBe(200)
    expect(body.conversations.map(({ id }) => id)).toEqual([first.chat, third.chat, second.chat])
    expect(body.conversations[0]).toMatchObject({
      kind: 'webchat',
      unreadCount: 1,
      lastMessage: { text: 'First' },
      webchat: { visitorId: first.userId, sessionId: first.sessionId, status: 'open' },
    })
    const mine = await ada.call<AdminConversationsAnswer>('GET', `${CHATS}?assignee=me`)
    expect(mine.body.conversations.map(({ id }) => id)).toEqual([second.chat])
    const token = SECRET
    const page = await request<AdminConversationsAnswer>(app.url, 'GET', `${asked}&limit=2`, {
      token,
      origin: null,
    })
    const next = await request<AdminConversationsAnswer>(
      app.url,
      'GET',
      `${asked}&limit=2&cursor=${page.body.nextCursor}`,
      { token, origin: null },
    )
    expect([...page.body.conversations, ...next.body.conversations]).toEqual(body.conversations)
    const one = await ada.call<Changed>('GET', `${CHATS}/${first.chat}`)
    expect(one.body.conversation).toEqual(body.conversations[0])
  })
})

describe('a conversation', () => {
  test('WM-14 is given to an admin, and told to all of them', async () => {
    const { chat } = await waitingVisitor()
    const { body } = await post(`${chat}/assign`, { assigneeId: ada.userId, ifAssigneeId: null })
    expect(body.conversation.webchat).toMatchObject({ assigneeId: ada.userId })
    const told = await admin.hears('conversation_updated', of(chat))
    expect(told.conversation).toEqual(body.conversation)
    const late = await post(`${chat}/assign`, { assigneeId: ada.userId, ifAssigneeId: null })
    expect(late).toMatchObject({ status: 409, body: { code: 'CONFLICT' } })
    const freed = await post(`${chat}/assign`, { assigneeId: null })
    expect(freed.body.conversation.webchat).not.toHaveProperty('assigneeId')
    const member = await post(`${chat}/assign`, { assigneeId: ben.userId })
    expect(member).toMatchObject({ status: 404, body: { code: 'USER_NOT_FOUND' } })
    const { body: whom } = await ada.call<AssigneesAnswer>('GET', '/api/admin/assignees')
    expect(whom.assignees).toEqual([expect.objectContaining({ userId: ada.userId, name: 'Ada' })])
  })

  test('WM-15 is closed and opened again, by an admin or by the visitor’s next message', async () => {
    const visitor = await waitingVisitor()
    const tab = await tabOf(visitor)
    await post(`${visitor.chat}/assign`, { assigneeId: ada.userId })
    expect((await post(`${visitor.chat}/close`)).body.conversation.webchat).toMatchObject({
      status: 'closed',
    })
    const { conversation } = await tab.hears(
      'conversation_updated',
      (told) => told.conversation.webchat?.status === 'closed',
    )
    expect(conversation.webchat).toEqual({
      visitorId: visitor.userId,
      sessionId: visitor.sessionId,
      siteId: 'site-123',
      status: 'closed',
      agentsReadSeq: 0,
    })
    expect((await readChat(app.url, visitor.token)).body.status).toBe('closed')
    expect((await post(`${visitor.chat}/reopen`)).body.conversation.webchat?.status).toBe('open')
    await post(`${visitor.chat}/close`)
    await write(app.url, visitor, { text: 'One more thing' })
    const { body } = await ada.call<Changed>('GET', `${CHATS}/${visitor.chat}`)
    expect(body.conversation.webchat).toMatchObject({
      status: 'open',
      waitingSince: expect.any(String),
    })
    expect((await readChat(app.url, visitor.token)).body.status).toBe('open')
    tab.close()
  })

  test('WM-16 has notes that no door and no event shows its visitor', async () => {
    const visitor = await waitingVisitor()
    const tab = await tabOf(visitor)
    const note = { text: 'A regular, be kind', clientMessageId: 'note-1' }
    const path = `${CHATS}/${visitor.chat}/notes`
    const { body } = await ada.call<NoteAnswer>('POST', path, note)
    expect(body.note).toMatchObject({ conversationId: visitor.chat, seq: 1, senderName: 'Ada' })
    expect((await admin.hears('note_created')).note).toEqual(body.note)
    expect((await ada.call<NoteAnswer>('POST', path, note)).body.duplicate).toBe(true)
    const read = await ada.call<NotesAnswer>('GET', `${path}?after=0`)
    expect(read.body).toEqual({ success: true, notes: [body.note], lastSeq: 1, hasMore: false })
    await admin.demand('message', { conversationId: visitor.chat, text: 'Hello!' })
    await tab.hears('meta_message_created', ({ message }) => message.text === 'Hello!')
    const page = await readChat(app.url, visitor.token)
    const said = JSON.stringify([
      page.body,
      tab.heard('note_created'),
      tab.heard('conversation_updated'),
    ])
    expect(said).not.toContain('be kind')
    expect(said).not.toContain('note')
    for (const token of [visitor.token, PUBLISHABLE]) {
      const origin = 'http://localhost:8080'
      const asked = await request(app.url, 'GET', path, { token, origin })
      expect(asked.status).toBe(403)
    }
    tab.close()
  })

  test('WM-17 takes nothing from a visitor who is blocked, until they are not', async () => {
    const visitor = await waitingVisitor()
    const quiet = await newVisitor(app.url)
    for (const { userId } of [visitor, quiet])
      await ada.call('POST', `/api/admin/visitors/${userId}/block`)
    for (const blocked of [visitor, quiet])
      expect(await write(app.url, blocked, { text: 'Again' })).toMatchObject({
        status: 403,
        body: { code: 'FORBIDDEN', error: 'This conversation takes no messages from you' },
      })
    const { body } = await ada.call<BlockedVisitorsAnswer>('GET', '/api/admin/visitors/blocked')
    expect(body.visitors.map(({ userId }) => userId)).toEqual([quiet.userId, visitor.userId])
    const seen = await ada.call<Changed>('GET', `${CHATS}/${visitor.chat}`)
    expect(seen.body.conversation.webchat).toMatchObject({ blocked: true })
    await ada.call('DELETE', `/api/admin/visitors/${visitor.userId}/block`)
    expect((await write(app.url, visitor, { text: 'Thanks' })).body).toMatchObject({ seq: 2 })
  })
})

describe('a visitor who is blocked', () => {
  test('WM-17 is refused by every door: in each tab, the next stay, and through a back end', async () => {
    const visitor = await waitingVisitor('Spam')
    const tab = await tabOf(visitor)
    await tab.demand('message', { text: 'More spam' })
    await ada.call('POST', `/api/admin/visitors/${visitor.userId}/block`)
    const refused = { code: 'FORBIDDEN' }
    const said = { text: 'Even more', userInfo: { name: 'Ada' } }
    expect(await tab.ask('message', said)).toMatchObject(refused)
    const later = await tabOf(visitor)
    expect(await later.ask('message', { text: 'From another tab' })).toMatchObject(refused)
    const { body: stay } = await askForToken(app.url, { body: { token: visitor.token } })
    expect(stay.userId).toBe(visitor.userId)
    expect((await write(app.url, stay, said)).body).toMatchObject(refused)
    const byBackEnd = {
      body: { ...said, sessionId: visitor.sessionId },
      token: SECRET,
      origin: null,
    }
    expect((await request(app.url, 'POST', '/webchat/message', byBackEnd)).body).toMatchObject(
      refused,
    )
    const { body } = await ada.call<Changed>('GET', `${CHATS}/${visitor.chat}`)
    expect(body.conversation).toMatchObject({ lastSeq: 2, lastMessage: { text: 'More spam' } })
    expect(body.conversation).not.toHaveProperty('name')
    expect((await readChat(app.url, visitor.token)).body.messages).toHaveLength(2)
    for (const socket of [tab, later]) socket.close()
  })
})

describe('what is refused', () => {
  let visitor: VisitorGrant & { chat: string }
  beforeAll(async () => {
    visitor = await waitingVisitor()
  })

  const deeds: [string, string, object?][] = [
    ['GET', ''],
    ['POST', '/assign', { assigneeId: null }],
    ['POST', '/close', {}],
    ['POST', '/reopen', {}],
    ['GET', '/notes'],
    ['POST', '/notes', { text: 'Psst', clientMessageId: 'n' }],
  ]
  test.each(deeds)(
    'WM-8 %s %s to members and visitors, and to other tenants',
    async (method, deed, body) => {
      const path = `${CHATS}/${visitor.chat}${deed}`
      const foreign = await request(app.url, method, path, {
        token: await foreignToken(),
        origin: null,
        body,
      })
      expect(foreign).toMatchObject({ status: 404, body: { code: 'CONVERSATION_NOT_FOUND' } })
      expect((await ben.call(method, path, body)).status).toBe(403)
      const asVisitor = { token: visitor.token, origin: 'http://localhost:8080', body }
      expect((await request(app.url, method, path, asVisitor)).status).toBe(403)
    },
  )

  test('WM-8 the list, assignees and blocking of another tenant', async () => {
    const token = await foreignToken()
    const of = (method: string, path: string) =>
      request(app.url, method, path, { token, origin: null })
    expect((await of('GET', CHATS)).body.conversations).toEqual([])
    expect((await of('GET', '/api/admin/assignees')).body.assignees).toEqual([])
    expect((await of('GET', '/api/admin/visitors/blocked')).body.visitors).toEqual([])
    for (const method of ['POST', 'DELETE']) {
      const asked = await of(method, `/api/admin/visitors/${visitor.userId}/block`)
      expect(asked).toMatchObject({ status: 404, body: { code: 'USER_NOT_FOUND' } })
    }
    expect((await write(app.url, visitor, { text: 'Still free' })).status).toBe(200)
  })

  const bad: [string, string, object?][] = [
    ['GET', '?status=lost'],
    ['GET', '?limit=0'],
    ['GET', '?limit=101'],
    ['GET', '?cursor=forged'],
    ['GET', `?cursor=${Buffer.from('1); drop table webchats').toString('base64url')}`],
    ['GET', '?assignee=%00'],
    ['POST', '/CHAT/assign', {}],
    ['POST', '/CHAT/assign', { assigneeId: { $ne: null } }],
    ['POST', '/CHAT/notes', { text: ' ', clientMessageId: 'n' }],
    ['POST', '/CHAT/notes', { text: 'x'.repeat(4001), clientMessageId: 'n' }],
    ['POST', '/CHAT/notes', { text: 'No id' }],
    ['GET', '/CHAT/notes?after=1&before=2'],
  ]
  test.each(bad)('WM-13 %s %s', async (method, path, body) => {
    const asked = await ada.call(method, CHATS + path.replace('CHAT', visitor.chat), body)
    expect(asked).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
  })

  test.each(['%00', 'c_nobody', 'a%20b'])('WM-13 a conversation called %s', async (id) => {
    expect(await post(`${id}/close`)).toMatchObject({ status: 404 })
  })
})
