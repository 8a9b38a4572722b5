import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MessageAnswer } from '@/lib/privateChatProtocol'
import type { WebchatMessageAnswer } from '@/lib/webchatProtocol'
import { until } from '../infrastructure/processes'
import { askAsPage, identityToken, newIdentitySecret } from './support/identityTokens'
import { directConversation, draft, type Person, readMessages, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { fileOf, upload } from './support/uploads'
import {
  newVisitor,
  readChat,
  SECRET,
  SHOP,
  type VisitorGrant,
  visit,
  write,
} from './support/visitors'
import { startReceiver } from './support/webhookReceiver'

let app: TestApp
let ada: Person
let ben: Person
let chloe: Person
let visitor: VisitorGrant

beforeAll(async () => {
  app = await startTestApp({ LIMIT_UPLOADS_PER_MINUTE: '200', WEBHOOKS_ALLOW_PRIVATE: '1' })
  ada = await signIn(app.url, 'ada')
  ben = await signIn(app.url, 'ben')
  chloe = await signIn(app.url, 'chloe')
  visitor = await newVisitor(app.url)
})
afterAll(() => app.close())

const sent = async (by: { token: string }, name = 'a.txt', origin: string | null = app.url) =>
  (await upload(app.url, by.token, { name, origin })).body.attachment

const status = async (url: string, token: string, origin: string | null = app.url) =>
  (await fileOf(app.url, token, url, origin)).status

describe('files of private messages', () => {
  test('UP-7 UP-11 reach the other side by every path, and nobody else', async () => {
    const { id: conversationId } = await directConversation(ben, chloe)
    const socket = await chloe.connect()
    const files = [await sent(ben, 'one.txt'), await sent(ben, 'two.txt')]
    const attachmentIds = files.map(({ id }) => id)
    const heard = socket.hears('private_message_created')
    const { body } = await ben.call<MessageAnswer>('POST', '/api/privatechat/message', {
      ...draft(conversationId, ''),
      attachmentIds,
    })
    expect(body.message).toMatchObject({ text: '', attachments: files })
    expect((await heard).message).toEqual(body.message)
    expect(await readMessages(chloe, conversationId)).toEqual([body.message])
    const { url } = files[0] ?? { url: '' }
    expect(await status(url, chloe.token)).toBe(200)
    expect(await status(url, ben.token)).toBe(200)
    expect(await status(url, ada.token)).toBe(404)
    expect(await status(url, SECRET, null)).toBe(404)
    expect(await status(url, visitor.token, SHOP)).toBe(404)
    await ben.call('DELETE', `/api/privatechat/message/${body.message.id}`)
    expect(await status(url, chloe.token)).toBe(404)
    expect(await status(url, ben.token)).toBe(404)
    await app.app.uploads.sweep()
    const rows = await app.app.database.query('select from uploads where id = any($1)', [
      attachmentIds,
    ])
    expect(rows).toEqual([])
    socket.close()
  })

  test('UP-11 what is not theirs to send is refused in a sentence', async () => {
    const { id: conversationId } = await directConversation(ben, chloe)
    const send = (attachmentIds: unknown, text = '') =>
      ben.call('POST', '/api/privatechat/message', {
        ...draft(conversationId, text),
        attachmentIds,
      })
    const { id } = await sent(chloe)
    const foreign = await send([id], 'look')
    expect([foreign.status, foreign.body]).toMatchObject([
      400,
      {
        error: 'A file of this message is not there any more. Add it again.',
        code: 'INVALID_REQUEST',
      },
    ])
    const many = Array.from({ length: 11 }, (_, nth) => `f_${nth}`)
    expect((await send(many)).body.error).toBe('A message has at most 10 files.')
    for (const odd of ['f_1', [{}], [['f_1']], { length: 1 }])
      expect((await send(odd)).status).toBe(400)
    expect((await send([])).body.error).toBe('Write a message first.')
  })
})

describe('files of web chats', () => {
  test('UP-14 a visitor’s and an answer’s are read on both sides, and told to webhooks', async () => {
    const receiver = await startReceiver()
    await ada.call('POST', '/api/admin/webhooks', {
      url: receiver.url,
      events: ['message.created'],
    })
    const shown = await sent(visitor, 'screen.txt', SHOP)
    const page = await visit(app.url, { auth: { token: visitor.token } })
    const asked = await page.ask('message', { text: '', attachmentIds: [shown.id] })
    expect(asked).toMatchObject({ success: true, seq: 1, attachments: [shown] })
    expect(await status(shown.url, ada.token)).toBe(200)
    expect(await status(shown.url, SECRET, null)).toBe(200)
    expect(await status(shown.url, visitor.token, SHOP)).toBe(200)
    expect(await status(shown.url, chloe.token)).toBe(404)
    const other = await newVisitor(app.url)
    expect(await status(shown.url, other.token, SHOP)).toBe(404)

    const answer = await sent(ada, 'manual.txt')
    const heard = page.hears('meta_message_created', ({ message }) => message.seq === 2)
    const replied = await ada.call<WebchatMessageAnswer>('POST', '/webchat/message', {
      sessionId: visitor.sessionId,
      text: 'Here',
      attachmentIds: [answer.id],
    })
    expect(replied).toMatchObject({ status: 200, body: { attachments: [answer] } })
    expect((await heard).message.attachments).toEqual([answer])
    expect(await status(answer.url, visitor.token, SHOP)).toBe(200)
    const { body } = await readChat(app.url, visitor.token)
    expect(body.messages.map(({ attachments }) => attachments)).toEqual([[shown], [answer]])
    await until('both are posted', async () => receiver.received.length >= 2 || undefined)
    const told = receiver.received.map((one) => (one.body as { data: object }).data)
    expect(told).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ attachments: [shown], text: '' }),
        expect.objectContaining({ attachments: [answer], text: 'Here' }),
      ]),
    )
    page.close()
    await receiver.close()
  })

  test('UP-14 a back end’s go with what it writes for its own users', async () => {
    const file = await sent({ token: SECRET }, 'order.txt', null)
    const body = {
      tenantId: 'tenant-123',
      userId: 'customer-7',
      text: '',
      attachmentIds: [file.id],
    }
    const posted = await fetch(`${app.url}/webchat/message`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(posted.status).toBe(200)
    expect(await status(file.url, ada.token)).toBe(200)
  })

  test('UP-19 a file that no message has yet goes along with a visitor who is identified', async () => {
    const guest = await newVisitor(app.url)
    const file = await sent(guest, 'a.txt', SHOP)
    const shop = await newIdentitySecret(ada)
    const identify = async (token?: string) => {
      const proof = await identityToken(shop, { userId: `user-${token ? 'files' : 'other'}` })
      const asked = { identityToken: proof, ...(token && { token }) }
      return (await askAsPage(app.url, '/api/chat/identify', asked)).body
    }
    const [user, other] = [await identify(guest.token), await identify()]
    expect(await status(file.url, user.token, SHOP)).toBe(200)
    const message = { text: '', attachmentIds: [file.id] }
    expect((await write(app.url, other, message)).status).toBe(400)
    expect((await write(app.url, user, message)).status).toBe(200)
  })

  test('UP-11 a visitor sends no file of another visitor', async () => {
    const other = await newVisitor(app.url)
    const file = await sent(other, 'a.txt', SHOP)
    const stolen = await write(app.url, visitor, { text: 'mine', attachmentIds: [file.id] })
    expect([stolen.status, stolen.body.code]).toEqual([400, 'INVALID_REQUEST'])
    expect((await write(app.url, other, { text: '', attachmentIds: [file.id] })).status).toBe(200)
  })
})
