import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { VisitorConversationAnswer } from '@/lib/webchatProtocol'
import { type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { connect, type TestSocket } from './support/testSocket'
import { accessToken, foreignToken } from './support/tokens'
import {
  newVisitor,
  PUBLISHABLE,
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
let otherAdmin: TestSocket
let visitor: VisitorGrant
let chat: string
let tab: TestSocket

beforeAll(async () => {
  app = await startTestApp({ LIMIT_CREDENTIAL_PER_MINUTE: '5000' })
  ada = await signIn(app.url, 'ada')
  ben = await signIn(app.url, 'ben')
  admin = await ada.connect()
  const colleague = { sub: 'u_chloe', tenantId: TENANT, name: 'Chloe', role: 'agent' }
  otherAdmin = await connect(app.url, { token: await accessToken({ claims: colleague }) })
  visitor = await newVisitor(app.url)
  chat = (await write(app.url, visitor, { text: 'Hello?' })).body.conversationId
  tab = await visit(app.url, { auth: { token: visitor.token, apiKey: PUBLISHABLE } })
})
afterAll(async () => {
  for (const socket of [admin, otherAdmin, tab]) socket.close()
  await app.close()
})

describe('typing', () => {
  test('WM-19 admins see what a visitor types, as far as 200 characters', async () => {
    const preview = `${'x'.repeat(300)} where is my order`
    await tab.demand('typing', { conversationId: chat, isTyping: true, preview })
    for (const socket of [admin, otherAdmin]) {
      const told = await socket.hears('typing', ({ userId }) => userId === visitor.userId)
      expect(told).toMatchObject({ conversationId: chat, isTyping: true })
      expect(told.preview).toHaveLength(200)
      expect(told.preview).toMatch(/where is my order$/)
    }
    expect(tab.heard('typing')).toEqual([])
  })

  test('WM-19 the visitor and other admins see that an admin types, never what', async () => {
    const sign = { conversationId: chat, isTyping: true, preview: 'A secret' }
    await admin.demand('typing', sign)
    for (const socket of [tab, otherAdmin])
      expect(await socket.hears('typing', ({ userId }) => userId === ada.userId)).toEqual({
        conversationId: chat,
        userId: ada.userId,
        name: 'Ada',
        isTyping: true,
      })
    expect(admin.heard('typing').filter(({ userId }) => userId === ada.userId)).toEqual([])
  })

  test('WM-19 of a blocked visitor nothing is shown', async () => {
    const rude = await newVisitor(app.url)
    const { conversationId } = (await write(app.url, rude, { text: 'Hey' })).body
    await ada.call('POST', `/api/admin/visitors/${rude.userId}/block`)
    const page = await visit(app.url, { auth: { token: rude.token, apiKey: PUBLISHABLE } })
    await page.demand('typing', { conversationId, isTyping: true, preview: 'Rude' })
    await tab.demand('typing', { conversationId: chat, isTyping: false })
    await admin.hears('typing', ({ isTyping }) => !isTyping)
    expect(admin.heard('typing').filter(({ userId }) => userId === rude.userId)).toEqual([])
    page.close()
  })
})

describe('reading', () => {
  test('WM-18 each side is told how far the other has read', async () => {
    const answer = await admin.demand('message', { conversationId: chat, text: 'Hello!' })
    await tab.demand('message_read', { conversationId: chat, seq: answer.seq })
    const seen = await admin.hears('message_read', ({ userId }) => userId === visitor.userId)
    expect(seen).toMatchObject({ conversationId: chat, seq: 2, readAt: expect.any(String) })
    await write(app.url, visitor, { text: 'Thanks' })
    await admin.demand('message_read', { conversationId: chat, seq: 99 })
    for (const socket of [tab, otherAdmin])
      expect(
        await socket.hears('message_read', ({ userId }) => userId === ada.userId),
      ).toMatchObject({ conversationId: chat, seq: 3 })
  })

  test('WM-18 by request as by socket, and once', async () => {
    await admin.demand('message', { conversationId: chat, text: 'Anything else?' })
    const read = { body: { seq: 4 }, token: visitor.token, origin: SHOP }
    for (const _ of [1, 2])
      expect((await request(app.url, 'POST', '/api/chat/read', read)).status).toBe(200)
    await admin.hears('message_read', ({ seq }) => seq === 4)
    await write(app.url, visitor, { text: 'No' })
    await ada.call('POST', `/api/admin/conversations/${chat}/read`, { seq: 5 })
    await tab.hears('message_read', ({ seq }) => seq === 5)
    expect(admin.heard('message_read').filter(({ seq }) => seq === 4)).toHaveLength(1)
    const own = await request<VisitorConversationAnswer>(app.url, 'GET', '/api/chat/conversation', {
      token: visitor.token,
      origin: SHOP,
    })
    expect(own.body.conversation).toMatchObject({
      id: chat,
      unreadCount: 0,
      webchat: { status: 'open', agentsReadSeq: 5 },
    })
    expect(own.body.conversation?.webchat).not.toHaveProperty('assigneeId')
  })
})

describe('looking', () => {
  test('WM-20 admins see who else looks, until they turn away or are gone', async () => {
    await admin.demand('conversation_viewing', { conversationId: chat })
    const looks = (socket: TestSocket, name: string, isViewing: boolean) =>
      socket.hears(
        'conversation_viewing',
        (told) => told.name === name && told.isViewing === isViewing,
      )
    expect(await looks(otherAdmin, 'Ada', true)).toMatchObject({
      conversationId: chat,
      userId: ada.userId,
      asks: true,
    })
    await otherAdmin.demand('conversation_viewing', { conversationId: chat })
    expect(await looks(admin, 'Chloe', true)).toMatchObject({ asks: true })
    await admin.demand('conversation_viewing', { conversationId: chat })
    await otherAdmin.hears(
      'conversation_viewing',
      ({ name, isViewing, asks }) => name === 'Ada' && isViewing && !asks,
    )
    await admin.demand('conversation_viewing', { conversationId: null })
    expect(await looks(otherAdmin, 'Ada', false)).toMatchObject({ conversationId: chat })
    otherAdmin.close()
    expect(await looks(admin, 'Chloe', false)).toMatchObject({ conversationId: chat })
    expect(tab.heard('conversation_viewing')).toEqual([])
  })
})

describe('what is refused', () => {
  test('WM-8 signs about chats of others, and of other tenants', async () => {
    const other = await newVisitor(app.url)
    const page = await visit(app.url, { auth: { token: other.token, apiKey: PUBLISHABLE } })
    const named = { apiKey: PUBLISHABLE, sessionId: 'only-a-name' }
    const unproven = await visit(app.url, { auth: named })
    const query = { query: { tenantId: 'globex' } }
    const stranger = await connect(app.url, { token: await foreignToken() }, query)
    const member = await ben.connect()
    const typing = { conversationId: chat, isTyping: true }
    const read = { conversationId: chat, seq: 1 }
    const gone = { success: false, code: 'CONVERSATION_NOT_FOUND' }
    for (const socket of [page, stranger, member]) {
      expect(await socket.ask('typing', typing)).toMatchObject(gone)
      expect(await socket.ask('message_read', read)).toMatchObject(gone)
    }
    expect(await unproven.ask('message_read', read)).toMatchObject({ code: 'FORBIDDEN' })
    const viewing = { conversationId: chat }
    expect(await stranger.ask('conversation_viewing', viewing)).toMatchObject(gone)
    for (const socket of [member, page])
      expect(await socket.ask('conversation_viewing', viewing)).toMatchObject({ code: 'FORBIDDEN' })
    const token = await foreignToken()
    const path = `/api/admin/conversations/${chat}/read`
    const foreign = await request(app.url, 'POST', path, { token, origin: null, body: { seq: 1 } })
    expect(foreign).toMatchObject({ status: 404 })
    for (const socket of [page, unproven, stranger, member]) socket.close()
  })

  test('WM-18 marks and signs of the wrong shape, and without a visitor token', async () => {
    for (const payload of [
      {},
      { conversationId: chat, seq: -1 },
      { conversationId: chat, seq: 'x' },
    ])
      expect(await tab.ask('message_read', payload)).toMatchObject({ code: 'INVALID_REQUEST' })
    expect(await tab.ask('typing', { conversationId: chat })).toMatchObject({
      code: 'INVALID_REQUEST',
    })
    const keyed = { headers: { 'x-api-key': PUBLISHABLE }, origin: SHOP }
    expect((await request(app.url, 'GET', '/api/chat/conversation', keyed)).status).toBe(403)
    const bad = { body: { seq: 1.5 }, token: visitor.token, origin: SHOP }
    expect((await request(app.url, 'POST', '/api/chat/read', bad)).status).toBe(400)
  })
})
