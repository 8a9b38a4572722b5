import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type {
  WebhookBody,
  WebhookConversation,
  WebhookEventType,
  WebhookMessage,
} from '@/lib/webhookProtocol'
import type { ConversationsService } from '@/services/conversations'
import type { DeliveryStore } from './deliveryStore'
import type { EndpointStore } from './endpointStore'

export interface ChatEventsUnderTest {
  conversations: ConversationsService
  endpoints: EndpointStore
  deliveries: DeliveryStore
  /** Nobody listens. The tenants `acme`, with the user `ada`, and `globex` are there. */
  clear(): Promise<void>
  close(): Promise<void>
}

type Told = Partial<WebhookConversation & WebhookMessage> & { type: WebhookEventType }

/** What is told of web chats from inside the database, on each of them. */
export function chatEventsContract(open: () => Promise<ChatEventsUnderTest>): void {
  let stores: ChatEventsUnderTest
  let nth = 0
  beforeAll(async () => {
    stores = await open()
  })
  afterAll(() => stores.close())
  beforeEach(() => stores.clear())

  async function listen(...events: WebhookEventType[]): Promise<void> {
    nth += 1
    const endpoint = { id: `wh_${nth}`, url: 'https://acme.test/', events, enabled: true }
    const createdAt = new Date().toISOString()
    await stores.endpoints.add('acme', { ...endpoint, createdAt }, 'whsec_1')
  }
  /** What has come since the last look. */
  async function told(): Promise<Told[]> {
    const whole = { limit: 100, perEndpoint: 100, busy: [], holdMs: 60_000 }
    const bodies = (await stores.deliveries.claim(whole)).map(
      ({ payload }) => JSON.parse(payload) as WebhookBody<Omit<Told, 'type'>>,
    )
    for (const { tenantId, timestamp, data } of bodies) {
      expect([tenantId, data]).toEqual(['acme', expect.objectContaining({ tenantId: 'acme' })])
      expect(new Date(timestamp).toISOString()).toBe(timestamp)
    }
    return bodies.map(({ type, data }) => ({ type, ...data })).sort(byType)
  }
  const byType = (a: Told, b: Told) => a.type.localeCompare(b.type)

  async function opened(tenantId = 'acme') {
    nth += 1
    const visitorId = `v_${nth}`
    const visitor = { tenantId, visitorId, sessionId: `s_${nth}`, name: 'Chloe' }
    const { conversationId } = await stores.conversations.webchats.open(visitor)
    const write = (sender: 'user' | 'agent' | 'bot', text: string, clientMessageId = text) =>
      stores.conversations.send({
        ...{ tenantId, conversationId, sender, text, clientMessageId, domain: '' },
        senderId: sender === 'user' ? visitorId : 'ada',
        ...{ senderName: 'Ada', sessionId: visitor.sessionId },
      })
    return { visitor, conversationId, write }
  }

  test('WM-24 an endpoint hears of a chat that opens and of each change of it, by whatever', async () => {
    await listen('conversation.created', 'conversation.updated')
    const { webchats } = stores.conversations
    const { visitor, conversationId, write } = await opened()
    const { visitorId: userId, sessionId, name } = visitor
    const fresh = { conversationId, userId, sessionId, name, status: 'open', blocked: false }
    const chat = { ...fresh, assigneeId: null, waitingSince: null, lastSeq: 0 }
    expect(await told()).toEqual([
      expect.objectContaining({ type: 'conversation.created', ...chat }),
    ])
    const updated = (change: object) => [
      expect.objectContaining({ type: 'conversation.updated', ...chat, ...change }),
    ]
    const { message } = await write('user', 'Hello')
    const waits = { waitingSince: message.timestamp, updatedAt: message.timestamp, lastSeq: 1 }
    expect(await told()).toEqual(updated(waits))
    await write('user', 'Is anybody there?')
    await write('bot', 'Somebody will be')
    expect(await told()).toEqual([])
    await write('agent', 'I am')
    const taken = { assigneeId: 'ada', lastSeq: 4 }
    expect(await told()).toEqual(updated(taken))
    await write('agent', 'And I stay')
    await webchats.markRead({ tenantId: 'acme', conversationId }, 'visitor', 5)
    expect(await told()).toEqual([])
    await webchats.setStatus('acme', conversationId, 'closed')
    await webchats.setStatus('acme', conversationId, 'closed')
    expect(await told()).toEqual(updated({ ...taken, lastSeq: 5, status: 'closed' }))
    await Promise.all([write('user', 'Wait'), write('user', 'Wait'), write('user', 'Hello')])
    expect(await told()).toEqual(
      updated({ ...taken, lastSeq: 6, status: 'open', waitingSince: expect.any(String) }),
    )
    await webchats.open({ ...visitor, email: 'chloe@globex.test' })
    expect((await told()).map(({ email }) => email)).toEqual(['chloe@globex.test'])
    await webchats.setBlocked('acme', userId, true)
    expect((await told()).map(({ blocked }) => blocked)).toEqual([true])
  })

  test('WH-2 an answer is told with everything it has, a note is not', async () => {
    await listen('message.created')
    const { visitor, conversationId, write } = await opened()
    await write('user', 'Hello')
    const { message } = await write('agent', 'Say "hi" to <b>\u{1f44b}</b>')
    await write('agent', message.text)
    await write('bot', 'Beep')
    const thread = (await stores.conversations.webchats.openNotes('acme', conversationId)) ?? ''
    await stores.conversations.send({
      ...{ tenantId: 'acme', conversationId: thread, sender: 'agent', senderId: 'ada' },
      ...{ senderName: 'Ada', text: 'A regular', clientMessageId: 'note' },
    })
    const { text, timestamp, clientMessageId } = message
    expect(await told()).toEqual([
      {
        ...{ type: 'message.created', messageId: message.id, conversationId, seq: 2, text },
        ...{ timestamp, clientMessageId, userId: 'ada', senderType: 'agent', tenantId: 'acme' },
        sessionId: visitor.sessionId,
      },
      expect.objectContaining({ senderType: 'bot', text: 'Beep', seq: 3 }),
    ])
  })

  test('WH-1 nobody hears of another tenant’s chats, or of what they do not listen to', async () => {
    await listen('visitor.online')
    await (await opened()).write('agent', 'Hello')
    await stores.clear()
    await listen('conversation.created', 'conversation.updated', 'message.created')
    await (await opened('globex')).write('agent', 'Hello')
    expect(await told()).toEqual([])
  })

  test('WM-24 an endpoint that goes in that moment refuses nobody’s message', async () => {
    for (let round = 0; round < 5; round += 1) {
      await listen('conversation.updated', 'message.created')
      const { write } = await opened()
      const id = `wh_${nth - 1}`
      const [sent] = await Promise.all([
        write('agent', 'Hello'),
        stores.endpoints.remove('acme', id),
      ])
      expect(sent.message.seq).toBe(1)
    }
  })
}
