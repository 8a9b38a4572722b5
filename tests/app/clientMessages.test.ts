import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GatewayEventsAnswer, SendPushAnswer } from '@/lib/gatewayProtocol'
import { until } from '../infrastructure/processes'
import { type Person, person, signIn } from './support/people'
import { askGateway } from './support/pushes'
import { startTestApp, type TestApp } from './support/testApp'
import { connect } from './support/testSocket'
import { foreignToken } from './support/tokens'
import { newVisitor, readChat, SECRET, TENANT, visit } from './support/visitors'

let app: TestApp
let ada: Person
let ben: Person

beforeAll(async () => {
  app = await startTestApp()
  ada = await signIn(app.url, 'ada')
  ben = await signIn(app.url, 'ben')
})
afterAll(() => app.close())

/** The jobs of one message, as they stand in the outbox. */
function jobsOf(messageId: string) {
  return app.app.database.query<{ type: string; payload: object }>(
    `select job_type as type, payload from outbox where payload->>'messageId' = $1`,
    [messageId],
  )
}

interface Accepted {
  success: boolean
  messageId: string
  timestamp: string
  duplicate: boolean
}

describe('a client’s message', () => {
  test('GW-20 of a user is one job for the back end, answered in the guide’s words', async () => {
    const tab = await ben.connect()
    const sent = {
      message: ' Hello from client! ',
      data: { page: 3, path: 'C:\\u0000' },
      clientMessageId: 'mine-1',
    }
    const ack = (await tab.ask('message', sent)) as Accepted
    expect(ack).toEqual({
      success: true,
      messageId: expect.stringMatching(/^g_/),
      timestamp: expect.stringMatching(/Z$/),
      duplicate: false,
    })
    const { messageId, timestamp } = ack
    expect(await tab.hears('messageReceived')).toEqual({
      success: true,
      message: 'Message received by server',
      data: { receivedMessage: 'Hello from client!', timestamp, messageId },
    })
    const again = await Promise.all([tab.ask('message', sent), tab.ask('message', sent)])
    for (const answer of again) expect(answer).toEqual({ ...ack, duplicate: true })
    const payload = {
      messageId,
      userId: ben.userId,
      tenantId: expect.any(Number),
      text: 'Hello from client!',
      data: { page: 3, path: 'C:\\u0000' },
      senderType: 'user',
      timestamp,
      tenantKey: TENANT,
      clientMessageId: 'mine-1',
    }
    expect(await jobsOf(messageId)).toEqual([{ type: 'gateway_message', payload }])
    tab.close()
  })

  test('GW-20 sent at once by many tabs under one id is one job', async () => {
    const tabs = await Promise.all([1, 2, 3].map(() => ben.connect()))
    const sent = { message: 'once', clientMessageId: 'mine-2' }
    const answers = (await Promise.all(tabs.map((tab) => tab.ask('message', sent)))) as Accepted[]
    expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(1)
    expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
    expect(await jobsOf(answers[0]?.messageId ?? '')).toHaveLength(1)
    for (const tab of tabs) tab.close()
  })

  test('GW-20 of a back end’s own client too; an answer to a visitor stays one', async () => {
    const visitor = await newVisitor(app.url)
    const client = await connect(app.url, { apiKey: SECRET })
    const ack = (await client.ask('message', { message: 'From a program' })) as Accepted
    expect(await jobsOf(ack.messageId)).toMatchObject([{ payload: { senderType: 'service' } }])
    const admin = await ada.connect()
    const { sessionId } = visitor
    await admin.demand('message', { sessionId, text: 'How can I help?' })
    await client.ask('message', { sessionId, senderType: 'bot', text: 'Beep' })
    const { body } = await readChat(app.url, visitor.token)
    expect(body.messages.map(({ sender }) => sender)).toEqual(['agent', 'bot'])
    const alone = (await admin.ask('message', { message: 'To the back end' })) as Accepted
    expect(await jobsOf(alone.messageId)).toMatchObject([{ type: 'gateway_message' }])
    const tab = await visit(app.url, { auth: { token: visitor.token } })
    const own = await tab.demand('message', { text: 'Thanks' })
    expect(await jobsOf(own.messageId)).toMatchObject([{ type: 'webchat_webhook' }])
    for (const socket of [client, admin, tab]) socket.close()
  })

  test('GW-21 for others, without text, too long or of the wrong shape is refused', async () => {
    const tab = await ben.connect()
    const refused: [unknown, string][] = [
      [{ message: '   ' }, 'INVALID_REQUEST'],
      [{}, 'INVALID_REQUEST'],
      [{ message: 'a'.repeat(4001) }, 'INVALID_REQUEST'],
      [{ message: { html: '<b>' } }, 'INVALID_REQUEST'],
      [{ message: 'before\0after' }, 'INVALID_REQUEST'],
      [{ message: 'Hi', data: { odd: ['before\0after'] } }, 'INVALID_REQUEST'],
      [{ message: 'Hi', data: '\ud83d' }, 'INVALID_REQUEST'],
      ['Hello', 'INVALID_REQUEST'],
      [{ message: 'Hi', data: 'a'.repeat(17_000) }, 'PAYLOAD_TOO_LARGE'],
      [{ message: 'Hi', userId: ada.userId }, 'IDENTITY_UNVERIFIED'],
      [{ message: 'Hi', tenantId: 'nowhere' }, 'TENANT_NOT_FOUND'],
      [{ text: 'I am staff', senderType: 'agent' }, 'FORBIDDEN'],
    ]
    for (const [payload, code] of refused) {
      const answer = await tab.ask('message', payload)
      expect(answer, JSON.stringify(payload).slice(0, 60)).toMatchObject({ success: false, code })
    }
    expect(tab.heard('messageReceived')).toEqual([])
    tab.close()
  })
})

describe('the list of events', () => {
  test('GW-44 has a push under any name and a client’s message, for admins and scope push', async () => {
    const tab = await ben.connect()
    await until('Ben is there', () => app.app.gateway.isUserConnected(TENANT, ben.userId))
    const { messageId } = (await tab.ask('message', { message: 'For the list' })) as Accepted
    const push = { userId: ben.userId, event: 'order.shipped', message: { order: 7 } }
    const sent = await askGateway<SendPushAnswer>(app.url, 'POST', 'send', push)
    const newest = await askGateway<GatewayEventsAnswer>(app.url, 'GET', 'events?limit=1')
    expect(newest.body.events).toEqual([
      expect.objectContaining({ messageId: sent.body.messageId, event: 'order.shipped' }),
    ])
    const next = `/api/gateway/events?cursor=${newest.body.nextCursor}`
    const { body } = await ada.call<GatewayEventsAnswer>('GET', next)
    expect(body.events[0]).toMatchObject({ messageId, userId: ben.userId, status: 'accepted' })
    expect(JSON.stringify(body)).not.toContain('For the list')
    const { status } = await ada.call('GET', '/api/gateway/events?cursor=made-up')
    expect(status).toBe(400)
    expect((await ben.call('GET', '/api/gateway/events')).status).toBe(403)
    const abroad = person(app.url, await foreignToken())
    expect((await abroad.call('GET', '/api/gateway/events')).body).toMatchObject({ events: [] })
    tab.close()
  })
})
