import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type {
  WebhookDeliveriesAnswer,
  WebhookDeliveryAnswer,
  WebhookSecretAnswer,
  WebhooksAnswer,
} from '@/lib/webhookProtocol'
import { until } from '../infrastructure/processes'
import { type Answer, type Person, signIn } from './support/people'
import { becomes, queue } from './support/pushes'
import { startTestApp, type TestApp } from './support/testApp'
import { newVisitor, PUBLISHABLE, SHOP, type VisitorGrant, visit, write } from './support/visitors'
import { startReceiver, verified, type WebhookReceiver } from './support/webhookReceiver'

let app: TestApp
let ada: Person
let visitor: VisitorGrant
let receiver: WebhookReceiver
let made: WebhookSecretAnswer

beforeAll(async () => {
  app = await startTestApp({ WEBHOOKS_ALLOW_PRIVATE: '1' })
  ada = await signIn(app.url, 'ada')
  visitor = await newVisitor(app.url)
})
afterAll(() => app.close())

beforeEach(async () => {
  for (const { id } of (await ada.call<WebhooksAnswer>('GET', PATH)).body.webhooks)
    await ada.call('DELETE', `${PATH}/${id}`)
  receiver = await startReceiver()
  made = (await create(receiver.url)).body
  return receiver.close
})

const PATH = '/api/admin/webhooks'

function create(url: string, events = ['message.created']): Promise<Answer<WebhookSecretAnswer>> {
  return ada.call<WebhookSecretAnswer>('POST', PATH, { url, events })
}

async function deliveries() {
  const path = `${PATH}/${made.webhook.id}/deliveries`
  return (await ada.call<WebhookDeliveriesAnswer>('GET', path)).body.deliveries
}

const received = (many: number) =>
  until(`${many} deliveries`, async () => receiver.received.length >= many || undefined)

describe('webhooks', () => {
  test('WM-24 tell of chats that open, and of what messages and admins change of them', async () => {
    await ada.call('PATCH', `${PATH}/${made.webhook.id}`, {
      events: ['conversation.created', 'conversation.updated'],
    })
    const guest = await newVisitor(app.url)
    const { body } = await write(app.url, guest, { text: 'Hello', userInfo: { name: 'Chloe' } })
    await received(2)
    const chat = `/api/admin/conversations/${body.conversationId}`
    await ada.call('POST', `${chat}/notes`, { text: 'A regular', clientMessageId: 'n-1' })
    await ada.call('POST', `${chat}/assign`, { assigneeId: ada.userId })
    await received(3)
    await ada.call('POST', `/api/admin/visitors/${guest.userId}/block`)
    await received(4)
    await ada.call('DELETE', `/api/admin/visitors/${guest.userId}/block`)
    await received(5)
    await ada.call('POST', `${chat}/close`)
    await received(6)
    const again = { text: 'One more thing', clientMessageId: 'again' }
    await write(app.url, guest, again)
    await write(app.url, guest, again)
    await received(7)
    await ada.call('POST', '/webchat/message', {
      ...{ text: 'Yes?', conversationId: body.conversationId, senderType: 'agent' },
    })
    await received(8)
    const told = receiver.received.map(({ body: { type, data } }) => ({ type, ...data }))
    const known = { conversationId: body.conversationId, userId: guest.userId, name: 'Chloe' }
    const open = { ...known, status: 'open', blocked: false, waitingSince: null }
    const mine = { ...open, type: 'conversation.updated', assigneeId: ada.userId }
    const waits = { waitingSince: expect.stringMatching(/Z$/) }
    expect(told).toMatchObject([
      { ...open, type: 'conversation.created', assigneeId: null, lastSeq: 0 },
      { ...mine, ...waits, assigneeId: null, lastSeq: 1 },
      { ...mine, ...waits },
      { ...mine, ...waits, blocked: true },
      { ...mine, ...waits },
      { ...mine, status: 'closed' },
      { ...mine, ...waits, lastSeq: 2 },
      { ...mine, lastSeq: 3 },
    ])
    for (const one of receiver.received) expect(verified(made.secret, one)).toEqual(one.body)
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(8)
    expect(JSON.stringify(told)).not.toContain('regular')
  })

  test('WH-2 WH-6 tell of what visitors and agents write, signed', async () => {
    const sent = await write(app.url, visitor, { text: 'Is it in <b>stock</b>?' })
    await received(1)
    const answered = await ada.call<{ messageId: string }>('POST', '/webchat/message', {
      text: 'It is.',
      sessionId: visitor.sessionId,
      senderType: 'agent',
    })
    await received(2)
    const [asked, reply] = receiver.received
    expect(asked?.id).toBe(`evt_${sent.body.messageId}`)
    expect(asked?.body).toMatchObject({
      type: 'message.created',
      tenantId: 'tenant-123',
      data: {
        messageId: sent.body.messageId,
        text: 'Is it in <b>stock</b>?',
        senderType: 'user',
        userId: visitor.userId,
        sessionId: visitor.sessionId,
        conversationId: sent.body.conversationId,
        tenantId: 'tenant-123',
        seq: sent.body.seq,
      },
    })
    expect(reply?.body.data).toMatchObject({
      messageId: answered.body.messageId,
      senderType: 'agent',
      text: 'It is.',
      userId: ada.userId,
    })
    for (const one of receiver.received) expect(verified(made.secret, one)).toEqual(one.body)
    expect(() => verified(`whsec_${btoa('another')}`, receiver.received[0] as never)).toThrow()
  })

  test('WH-2 GW-22 tell of what users say to the back end, once', async () => {
    made = (await create(receiver.url, ['client.message'])).body
    const tab = await ada.connect()
    const sent = { message: 'Order 7 please', data: { items: [7] }, clientMessageId: 'order-7' }
    const { messageId } = (await tab.ask('message', sent)) as { messageId: string }
    await tab.ask('message', sent)
    await tab.ask('message', { message: 'And 8' })
    await received(2)
    const [order] = receiver.received.filter(({ id }) => id === `evt_${messageId}`)
    expect(order && verified(made.secret, order)).toMatchObject({
      type: 'client.message',
      tenantId: 'tenant-123',
      data: {
        ...{ messageId, userId: ada.userId, senderType: 'user', tenantId: 'tenant-123' },
        ...{ text: 'Order 7 please', data: { items: [7] }, clientMessageId: 'order-7' },
      },
    })
    expect(receiver.received.map(({ body }) => body.data.text).sort()).toEqual([
      'And 8',
      'Order 7 please',
    ])
    tab.close()
  })

  test('WH-2 GW-17 tell what became of pushes that waited', async () => {
    await create(receiver.url, ['gateway.delivered', 'gateway.expired'])
    const { userId } = ada
    const expired = await queue(app.url, userId, 'too late', { ttlSeconds: 1 })
    await becomes(app.url, expired.messageId, 'expired')
    await app.app.gateway.forget()
    const waited = await queue(app.url, userId, 'in time')
    const tabs = [await ada.connect(), await ada.connect()]
    await received(2)
    const [over, heard] = receiver.received
    expect(over?.body).toMatchObject({
      type: 'gateway.expired',
      data: { messageId: expired.messageId, userId, event: 'notification', status: 'expired' },
    })
    expect(heard?.body).toMatchObject({
      type: 'gateway.delivered',
      timestamp: heard?.body.data.deliveredAt,
      data: { messageId: waited.messageId, userId, status: 'delivered' },
    })
    for (const tab of tabs) await tab.hearsAny('notification')
    expect(receiver.received).toHaveLength(2)
    for (const tab of tabs) tab.close()
  })

  test('WH-4 a receiver that fails and comes back gets the same event again', async () => {
    receiver.answer((response) => response.writeHead(500).end('not today'))
    await write(app.url, visitor, { text: 'Hello' })
    await received(1)
    receiver.answer((response) => response.writeHead(200).end('ok'))
    await received(2)
    const [first, second] = receiver.received
    expect(second?.id).toBe(first?.id)
    expect(second?.raw).toBe(first?.raw)
    const [delivery] = await until('it is noted', async () => {
      const noted = await deliveries()
      return noted[0]?.state === 'delivered' ? noted : undefined
    })
    const path = `/api/admin/webhook-deliveries/${delivery?.id}`
    const { body } = await ada.call<WebhookDeliveryAnswer>('GET', path)
    expect(body.attempts.map(({ status, response }) => [status, response])).toEqual([
      [500, 'not today'],
      [200, 'ok'],
    ])
    expect(body.payload).toBe(first?.raw)
  })

  test('WH-4 a receiver that never answers holds up only itself', async () => {
    const hanging = await startReceiver()
    hanging.answer(() => {})
    await create(hanging.url)
    for (let nth = 0; nth < 8; nth += 1) await write(app.url, visitor, { text: `Message ${nth}` })
    await received(8)
    expect(hanging.received.length).toBeLessThanOrEqual(4)
    await hanging.close()
  })

  test('WH-4 an answer of a hundred megabytes is not read to its end', async () => {
    let isOver = false
    receiver.answer((response) => {
      response.writeHead(200)
      response.on('close', () => {
        isOver = true
      })
      const piece = Buffer.alloc(65_536, 'x')
      const more = () => {
        while (!response.destroyed && response.write(piece)) {
          // Until its buffer is full.
        }
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })
    await write(app.url, visitor, { text: 'Hello' })
    await until('it was cut off', async () => isOver || undefined)
    await until(
      'it counts',
      async () => (await deliveries())[0]?.state === 'delivered' || undefined,
    )
  })

  test('WH-4 410 turns the endpoint off', async () => {
    receiver.answer((response) => response.writeHead(410).end())
    await write(app.url, visitor, { text: 'Hello' })
    const [off] = await until('it is off', async () => {
      const { webhooks } = (await ada.call<WebhooksAnswer>('GET', PATH)).body
      return webhooks[0]?.enabled === false ? webhooks : undefined
    })
    expect(off?.disabledReason).toMatch(/410/)
  })

  test('WH-5 a test event goes out when asked, and anything again', async () => {
    await ada.call('PATCH', `${PATH}/${made.webhook.id}`, { enabled: false })
    const { body } = await ada.call<{ deliveryId: string }>(
      'POST',
      `${PATH}/${made.webhook.id}/test`,
    )
    await received(1)
    expect(receiver.received[0]?.body.type).toBe('webhook.test')
    await ada.call('POST', `/api/admin/webhook-deliveries/${body.deliveryId}/redeliver`)
    await received(2)
    expect(receiver.received[1]?.id).toBe(receiver.received[0]?.id)
  })

  test('WH-6 after a rotation both secrets sign', async () => {
    const rotated = await ada.call<WebhookSecretAnswer>('POST', `${PATH}/${made.webhook.id}/rotate`)
    expect(rotated.body.secret).not.toBe(made.secret)
    await write(app.url, visitor, { text: 'Hello' })
    await received(1)
    for (const secret of [made.secret, rotated.body.secret])
      expect(verified(secret, receiver.received[0] as never)).toBeTruthy()
  })

  test('WH-9 tell who comes, goes and is on another page', async () => {
    await create(receiver.url, ['visitor.online', 'visitor.offline', 'visitor.page_changed'])
    const told = () => receiver.received.map(({ body }) => body.type)
    // A new endpoint is heard of within seconds: until then visitors come and go.
    await until('presence is followed', async () => {
      const passing = await visit(app.url, { auth: { apiKey: PUBLISHABLE } })
      passing.close()
      return told().includes('visitor.online') || undefined
    })
    const guest = await newVisitor(app.url)
    const auth = { token: guest.token, apiKey: PUBLISHABLE }
    const tab = await visit(app.url, { auth })
    await tab.ask('user_activity', { url: `${SHOP}/pricing` })
    tab.close()
    const own = () =>
      receiver.received
        .filter(({ body }) => (body.data.user as { userId: string }).userId === guest.userId)
        .map(({ body }) => body.type)
    await until('the visitor has left', async () => own().includes('visitor.offline') || undefined)
    expect(own().sort()).toEqual(['visitor.offline', 'visitor.online', 'visitor.page_changed'])
  })

  test('WH-1 the secret is in no other answer', async () => {
    for (const path of [PATH, `${PATH}/${made.webhook.id}/deliveries`])
      expect(JSON.stringify((await ada.call('GET', path)).body)).not.toContain('whsec_')
  })
})

describe('who may manage webhooks, and which', () => {
  test('WH-8 members may not, and a publishable key may not', async () => {
    const ben = await signIn(app.url, 'ben')
    expect((await ben.call('GET', PATH)).status).toBe(403)
    const headers = { 'x-api-key': 'parley_pk_demo' }
    expect((await fetch(app.url + PATH, { headers })).status).toBeGreaterThanOrEqual(401)
  })

  test('WH-8 what is not there is not there', async () => {
    for (const [method, path] of [
      ['PATCH', `${PATH}/wh_none`],
      ['DELETE', `${PATH}/wh_none`],
      ['POST', `${PATH}/wh_none/rotate`],
      ['POST', `${PATH}/wh_none/test`],
      ['GET', `${PATH}/wh_none/deliveries`],
      ['GET', '/api/admin/webhook-deliveries/dl_none'],
      ['POST', '/api/admin/webhook-deliveries/dl_none/redeliver'],
    ] as const) {
      const body = method === 'PATCH' ? { enabled: false } : undefined
      expect((await ada.call(method, path, body)).status, `${method} ${path}`).toBe(404)
    }
  })

  test.each([
    [{ url: 'ftp://example.com', events: ['message.created'] }],
    [{ url: 'https://user:pass@example.com', events: ['message.created'] }],
    [{ url: 'https://example.com', events: [] }],
    [{ url: 'https://example.com', events: ['everything'] }],
    [{ url: `https://example.com/${'x'.repeat(3000)}`, events: ['message.created'] }],
    [{ events: ['message.created'] }],
  ])('WH-8 %j is refused', async (body) => {
    const { status, body: said } = await ada.call('POST', PATH, body)
    expect([status, said.code]).toEqual([400, 'INVALID_REQUEST'])
  })

  test('WH-8 a tenant has at most twenty', async () => {
    for (let nth = 1; nth < 20; nth += 1) await create(`https://example.com/${nth}`)
    expect((await create('https://example.com/more')).status).toBe(409)
  })
})

describe('a server that webhooks may not lead inwards', () => {
  let closed: TestApp
  beforeAll(async () => {
    closed = await startTestApp()
  })
  afterAll(() => closed.close())

  test.each([
    'http://example.com/',
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://localhost/',
    'https://169.254.169.254/latest/meta-data',
  ])('WH-7 refuses %s', async (url) => {
    const admin = await signIn(closed.url, 'ada')
    const { status, body } = await admin.call('POST', PATH, { url, events: ['message.created'] })
    expect([status, body.code]).toEqual([400, 'INVALID_REQUEST'])
  })

  test('WH-7 posts to no name that points inwards, and says why', async () => {
    const admin = await signIn(closed.url, 'ada')
    // A public name in form; resolved, where it can be, when something is posted.
    const url = 'https://localhost.localdomain/'
    const { body } = await admin.call<WebhookSecretAnswer>('POST', PATH, {
      url,
      events: ['message.created'],
    })
    const id = body.webhook.id
    await admin.call('POST', `${PATH}/${id}/test`)
    await until('it was tried', async () => {
      const path = `${PATH}/${id}/deliveries`
      const log = (await admin.call<WebhookDeliveriesAnswer>('GET', path)).body.deliveries
      return log[0]?.lastError !== undefined || undefined
    })
  })
})
