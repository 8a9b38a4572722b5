import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CannedRepliesAnswer, CannedReplyAnswer } from '@/lib/adminChatProtocol'
import { type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { accessToken, foreignToken } from './support/tokens'
import { newVisitor, SECRET } from './support/visitors'

let app: TestApp
let ada: Person

beforeAll(async () => {
  app = await startTestApp()
  ada = await signIn(app.url, 'ada')
})
afterAll(() => app.close())

const REPLIES = '/api/admin/canned-replies'
const hello = { shortcut: 'hello', text: 'Hello, how can I help?' }
const list = async () => (await ada.call<CannedRepliesAnswer>('GET', REPLIES)).body.replies

test('WM-21 admins and back ends keep ready replies', async () => {
  expect(await list()).toEqual([])
  const agent = await accessToken({ claims: { role: 'agent' } })
  const sent = { body: { ...hello, text: `  ${hello.text}\n` }, token: agent, origin: null }
  const made = await request<CannedReplyAnswer>(app.url, 'POST', REPLIES, sent)
  const { reply } = made.body
  expect(reply).toEqual({ id: expect.stringMatching(/^cr_\w{32}$/), ...hello })
  expect(await list()).toEqual([reply])
  const change = { body: { text: 'Hi!' }, token: SECRET, origin: null }
  const changed = await request(app.url, 'PATCH', `${REPLIES}/${reply.id}`, change)
  expect(changed.body).toEqual({ success: true, reply: { ...reply, text: 'Hi!' } })
  expect(await ada.call('POST', REPLIES, hello)).toMatchObject({
    status: 409,
    body: { code: 'CONFLICT', error: 'Another reply has this shortcut' },
  })
  expect((await ada.call('DELETE', `${REPLIES}/${reply.id}`)).body).toEqual({ success: true })
  expect((await ada.call('DELETE', `${REPLIES}/${reply.id}`)).status).toBe(404)
  expect(await list()).toEqual([])
})

const bad: [string, object][] = [
  ['no shortcut', { text: 'Hi' }],
  ['a shortcut with a space', { ...hello, shortcut: 'a b' }],
  ['a shortcut in capitals', { ...hello, shortcut: 'HELLO' }],
  ['a shortcut too long', { ...hello, shortcut: 'x'.repeat(33) }],
  ['no text', { ...hello, text: ' \n ' }],
  ['a text too long', { ...hello, text: 'x'.repeat(4001) }],
  ['a text that cannot be stored', { ...hello, text: 'a\0b' }],
]
test.each(bad)('WM-21 a reply with %s is refused', async (_, reply) => {
  const asked = await ada.call('POST', REPLIES, reply)
  expect(asked).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
})

test('WM-21 other tenants find none of them, members and visitors open no door', async () => {
  const { body } = await ada.call<CannedReplyAnswer>('POST', REPLIES, hello)
  const one = `${REPLIES}/${body.reply.id}`
  const deeds = [
    ['GET', REPLIES],
    ['POST', REPLIES, { ...hello, shortcut: 'mine' }],
    ['PATCH', one, { text: 'Mine' }],
    ['DELETE', one],
  ] as const
  const foreign = { token: await foreignToken(), origin: null }
  expect((await request(app.url, 'GET', REPLIES, foreign)).body.replies).toEqual([])
  for (const [method, path, sent] of deeds.slice(2)) {
    const asked = await request(app.url, method, path, { ...foreign, body: sent })
    expect(asked).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
  }
  const ben = await signIn(app.url, 'ben')
  const visitor = await newVisitor(app.url)
  for (const { token } of [ben, visitor])
    for (const [method, path, sent] of deeds) {
      const asked = await request(app.url, method, path, { token, body: sent, origin: null })
      expect(asked.status).toBe(403)
    }
  expect((await ada.call('PATCH', one, {})).status).toBe(400)
  expect((await ada.call('PATCH', `${REPLIES}/a%20b`, { text: 'x' })).status).toBe(404)
  expect(await list()).toEqual([body.reply])
})
