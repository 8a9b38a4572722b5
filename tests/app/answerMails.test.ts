import { afterAll, beforeAll, expect, test } from 'vitest'
import type { VisitorConversationAnswer } from '@/lib/webchatProtocol'
import { startSmtp, type TestSmtp } from '@/services/identity/testSmtp'
import { until } from '../infrastructure/processes'
import { type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { newVisitor, PUBLISHABLE, SHOP, type VisitorGrant, visit, write } from './support/visitors'

let smtp: TestSmtp
let app: TestApp
let ada: Person

beforeAll(async () => {
  smtp = await startSmtp()
  app = await startTestApp({ SMTP_URL: smtp.url, MAIL_FROM: 'Parley <parley@acme.test>' })
  ada = await signIn(app.url, 'ada')
})
afterAll(async () => {
  await app.close()
  smtp.close()
})

const services = () => app.app
const mails = () => smtp.received.join('').split('MAIL FROM').slice(1)
const marks = () => services().database.query('select conversation_id from answer_mails')
const answer = (to: VisitorGrant, text: string) =>
  ada.call('POST', '/webchat/message', { sessionId: to.sessionId, text, senderType: 'agent' })

/** As if the answers had waited for an hour. */
async function later(): Promise<void> {
  await services().database.query(`update answer_mails set since = since - interval '1 hour'`)
  await services().answerMails.sendDue()
}

/** A visitor who asked by request, and has no tab. */
async function gone(email: string | undefined): Promise<VisitorGrant> {
  const visitor = await newVisitor(app.url)
  const said = { text: 'Is it in stock?', ...(email && { userInfo: { email } }) }
  expect((await write(app.url, visitor, said)).status).toBe(200)
  return visitor
}

test('WM-25 an answer is mailed to a visitor who left an address and is gone, once', async () => {
  const visitor = await gone('chloe@globex.test')
  await answer(visitor, 'It is.')
  await answer(visitor, 'Two are left.')
  await services().answerMails.sendDue()
  expect(mails()).toEqual([])
  await later()
  const [mail = '', ...more] = mails()
  expect(more).toEqual([])
  expect(mail).toContain('RCPT TO:<chloe@globex.test>')
  expect(mail).toMatch(/Ada:\s+It is\.\s+Ada:\s+Two are left\./)
  expect(mail).not.toContain('Is it in stock?')
  await later()
  expect(mails()).toHaveLength(1)
  await answer(visitor, 'One is left.')
  await later()
  expect(mails()).toHaveLength(2)
  expect(mails()[1]).toContain('One is left.')
  expect(mails()[1]).not.toContain('It is.')
  await services().answerMails.forget()
  expect(await marks()).toEqual([])
})

async function chatOf({ token }: VisitorGrant): Promise<string> {
  const own = { token, origin: SHOP }
  const answer = await request<VisitorConversationAnswer>(
    app.url,
    'GET',
    '/api/chat/conversation',
    own,
  )
  return answer.body.conversation?.id ?? ''
}

test('WM-25 nothing is mailed to who reads, writes back, is there, or is unknown', async () => {
  const sent = mails().length
  const [reader, looker] = [await gone('reads@globex.test'), await gone('looks@globex.test')]
  const writer = await gone('writes@globex.test')
  const unknown = await gone(undefined)
  const there = await gone('there@globex.test')
  const blocked = await gone('blocked@globex.test')
  for (const visitor of [reader, looker, writer, unknown, there, blocked])
    await answer(visitor, 'It is.')
  const read = { token: reader.token, origin: SHOP, body: { seq: 2 } }
  expect((await request(app.url, 'POST', '/api/chat/read', read)).status).toBe(200)
  const looking = await visit(app.url, { auth: { token: looker.token, apiKey: PUBLISHABLE } })
  await looking.demand('message_read', { conversationId: await chatOf(looker), seq: 2 })
  looking.close()
  await write(app.url, writer, { text: 'Thanks' })
  await ada.call('POST', `/api/admin/visitors/${blocked.userId}/block`)
  const tab = await visit(app.url, { auth: { token: there.token, apiKey: PUBLISHABLE } })
  await later()
  expect(mails()).toHaveLength(sent)
  tab.close()
  const { onlineUsers } = services()
  for (const { userId } of [there, looker]) {
    const isGone = async () => !(await onlineUsers.isOnline('tenant-123', userId))
    await until('they are gone', async () => (await isGone()) || undefined)
  }
  await services().answerMails.sendDue()
  expect(mails()).toHaveLength(sent)
  await later()
  expect(mails().slice(sent).join('')).toContain('RCPT TO:<there@globex.test>')
  expect(mails()).toHaveLength(sent + 1)
})

test('WM-28 what a process sent without noting it is sent again with the same id', async () => {
  await services().database.query('delete from answer_mails')
  const visitor = await gone('twice@globex.test')
  await answer(visitor, 'It is.')
  const sent = mails().length
  await later()
  const forgotten = () => services().database.query('update answer_mails set from_seq = 1')
  await forgotten()
  await later()
  await forgotten()
  await answer(visitor, 'Two are left.')
  await later()
  const idOf = (mail: string) => /^Message-ID: <(.+)@acme\.test>/m.exec(mail)?.[1]
  const [first, again, more, ...others] = mails().slice(sent).map(idOf)
  expect(others).toEqual([])
  expect(first).toMatch(/^answer-/)
  expect(again).toBe(first)
  expect(more).toMatch(/^answer-/)
  expect(more).not.toBe(first)
})

test('WM-26 a server that refuses is asked again, and a tenant may send none', async () => {
  await services().database.query('delete from answer_mails')
  const visitor = await gone('again@globex.test')
  await answer(visitor, 'It is.')
  const sent = mails().length
  smtp.answer('451 later')
  await later()
  expect(mails()).toHaveLength(sent + 1)
  smtp.answer('250 ok')
  await services().answerMails.sendDue()
  expect(mails()).toHaveLength(sent + 1)
  await later()
  expect(mails()).toHaveLength(sent + 2)
  expect(mails().at(-1)).toContain('It is.')
  await answer(visitor, 'Still there?')
  const never = { timeZone: 'UTC', hours: [], replyMinutes: 5, mailAfterMinutes: 0 }
  await ada.call('PUT', '/api/admin/chat-settings', never)
  await later()
  expect(mails()).toHaveLength(sent + 2)
})
