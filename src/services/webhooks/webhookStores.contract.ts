import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { WebhookDelivery, WebhookEndpoint, WebhookEventType } from '@/lib/webhookProtocol'
import type { DeliveryStore, WebhookEvent } from './deliveryStore'
import type { EndpointStore } from './endpointStore'

export interface WebhookStoresUnderTest {
  endpoints: EndpointStore
  deliveries: DeliveryStore
  /** Nobody listens and nothing is on its way. Tenants `acme` and `globex` are there. */
  clear(): Promise<void>
  /** What was held, or waits, is due now. */
  letTimePass(): Promise<void>
  close(): Promise<void>
}

let nth = 0

function event(tenantId: string, type: WebhookEventType = 'message.created'): WebhookEvent {
  nth += 1
  return { id: `evt_${nth}`, tenantId, type, payload: JSON.stringify({ nth }) }
}

const WHOLE = { limit: 100, perEndpoint: 100, busy: [], holdMs: 60_000 }

/** What keeping endpoints and deliveries owes on every database. */
export function webhookStoresContract(open: () => Promise<WebhookStoresUnderTest>): void {
  let stores: WebhookStoresUnderTest
  let endpoints: EndpointStore
  let deliveries: DeliveryStore

  beforeAll(async () => {
    stores = await open()
    endpoints = stores.endpoints
    deliveries = stores.deliveries
  })
  afterAll(() => stores.close())
  beforeEach(() => stores.clear())

  async function listening(
    tenantId: string,
    events: WebhookEventType[] = ['message.created'],
  ): Promise<WebhookEndpoint> {
    nth += 1
    const createdAt = new Date().toISOString()
    const endpoint = {
      id: `wh_${nth}`,
      url: `https://${nth}.test/`,
      events,
      enabled: true,
      createdAt,
    }
    await endpoints.add(tenantId, endpoint, `whsec_${nth}`)
    return endpoint
  }

  const attempt = (status?: number) => ({
    at: new Date().toISOString(),
    durationMs: 12,
    ...(status === undefined ? { error: 'No answer in time' } : { status, response: 'ok' }),
  })

  describe('endpoints', () => {
    test('WH-1 are kept with what they listen to, and only their tenant finds them', async () => {
      const own = await listening('acme', ['message.created', 'visitor.online'])
      expect(await endpoints.list('acme')).toEqual([own])
      expect(await endpoints.list('globex')).toEqual([])
      expect(await endpoints.find('globex', own.id)).toBeUndefined()
      expect(await endpoints.change('globex', own.id, { enabled: false })).toBeUndefined()
      expect(await endpoints.rotate('globex', own.id, 'whsec_x', Date.now())).toBe(false)
      expect(await endpoints.remove('globex', own.id)).toBe(false)
      expect(await endpoints.find('acme', own.id)).toEqual(own)
    })

    test('WH-1 change in what is named, and turning one on forgets why it was off', async () => {
      const { id, events } = await listening('acme')
      const off = { enabled: false, disabledReason: 'Gone' }
      expect(await endpoints.change('acme', id, off)).toMatchObject({ ...off, events })
      expect(await endpoints.subscriptions()).toEqual([])
      const on = await endpoints.change('acme', id, { enabled: true, url: 'https://other.test/' })
      expect(on).toMatchObject({ enabled: true, url: 'https://other.test/' })
      expect(on).not.toHaveProperty('disabledReason')
      expect(await endpoints.subscriptions()).toEqual([{ tenantId: 'acme', events }])
    })
  })

  describe('deliveries', () => {
    test('WH-2 an event goes to each endpoint of its tenant that listens, however often told', async () => {
      const one = await listening('acme')
      const other = await listening('acme', ['message.created', 'user.online'])
      await listening('acme', ['user.online'])
      await listening('globex')
      const told = event('acme')
      expect(await deliveries.add([told, event('acme', 'user.offline')])).toBe(2)
      expect(await deliveries.add([told])).toBe(0)
      const due = await deliveries.claim(WHOLE)
      expect(due.map(({ endpointId }) => endpointId).sort()).toEqual([one.id, other.id].sort())
      expect(
        due.every(({ eventId, payload }) => eventId === told.id && payload === told.payload),
      ).toBe(true)
    })

    test('WH-2 the same event twice in one batch is one delivery', async () => {
      await listening('acme')
      const told = event('acme')
      expect(await deliveries.add([told, told])).toBe(1)
    })

    test('WH-3 what one holds nobody else is given, until it was held too long', async () => {
      await listening('acme')
      await deliveries.add([event('acme'), event('acme')])
      const [first, second] = await Promise.all([
        deliveries.claim({ ...WHOLE, limit: 1 }),
        deliveries.claim({ ...WHOLE, limit: 1 }),
      ])
      const held = [...first, ...second, ...(await deliveries.claim(WHOLE))]
      expect(new Set(held.map(({ id }) => id)).size).toBe(2)
      expect(held).toHaveLength(2)
      await stores.letTimePass()
      expect(await deliveries.claim(WHOLE)).toHaveLength(2)
    })

    test('WH-3 a busy endpoint, one that is off, and more than its share wait', async () => {
      const busy = await listening('acme')
      const off = await listening('acme', ['user.online'])
      const free = await listening('globex')
      const many = (type?: WebhookEventType) => [1, 2, 3].map(() => event('acme', type))
      await deliveries.add([...many(), ...many('user.online'), event('globex'), event('globex')])
      await endpoints.change('acme', off.id, { enabled: false })
      const asked = { ...WHOLE, busy: [busy.id], perEndpoint: 1 }
      const due = await deliveries.claim(asked)
      expect(due.map(({ endpointId }) => endpointId)).toEqual([free.id])
    })

    test('WH-4 each try is noted, and what comes after it', async () => {
      const { id: endpointId } = await listening('acme')
      await deliveries.add([event('acme')])
      const [due] = await deliveries.claim(WHOLE)
      if (!due) throw new Error('nothing was due')
      const nextAttemptAtMs = Date.now() + 5000
      await deliveries.note(due, attempt(), { state: 'pending', nextAttemptAtMs })
      expect(await deliveries.claim(WHOLE)).toEqual([])
      const { deliveries: waiting } = await deliveries.page('acme', endpointId, 10)
      expect(waiting).toMatchObject([
        { state: 'pending', attempts: 1, lastError: 'No answer in time', lastDurationMs: 12 },
      ])
      expect(waiting[0]?.nextAttemptAt).toBe(new Date(nextAttemptAtMs).toISOString())
      await stores.letTimePass()
      const [again] = await deliveries.claim(WHOLE)
      expect(again?.attempts).toBe(1)
      await deliveries.note(due, attempt(204), { state: 'delivered' })
      const found = await deliveries.find('acme', due.id)
      expect(found?.delivery).toMatchObject({ state: 'delivered', attempts: 2, lastStatus: 204 })
      expect(found?.delivery).not.toHaveProperty('nextAttemptAt')
      expect(found?.payload).toBe(due.payload)
      expect(found?.attempts.map(({ status, error }) => status ?? error)).toEqual([
        'No answer in time',
        204,
      ])
      await stores.letTimePass()
      expect(await deliveries.claim(WHOLE)).toEqual([])
    })

    test('WH-4 an endpoint that is gone is turned off, with the reason', async () => {
      const { id } = await listening('acme')
      await deliveries.add([event('acme')])
      const [due] = await deliveries.claim(WHOLE)
      if (!due) throw new Error('nothing was due')
      await deliveries.note(due, attempt(410), { state: 'failed', disable: 'Gone' })
      expect(await endpoints.find('acme', id)).toMatchObject({
        enabled: false,
        disabledReason: 'Gone',
      })
    })

    test('WH-5 what ended is sent again when asked, by its own tenant only', async () => {
      await listening('acme')
      await deliveries.add([event('acme')])
      const [due] = await deliveries.claim(WHOLE)
      if (!due) throw new Error('nothing was due')
      await deliveries.note(due, attempt(200), { state: 'delivered' })
      expect(await deliveries.again('globex', due.id)).toBeUndefined()
      expect(await deliveries.find('globex', due.id)).toBeUndefined()
      expect(await deliveries.again('acme', due.id)).toMatchObject({
        state: 'pending',
        attempts: 1,
      })
      expect((await deliveries.claim(WHOLE)).map(({ id }) => id)).toEqual([due.id])
    })

    test('WH-5 a test goes to an endpoint that is off too', async () => {
      const { id } = await listening('acme')
      await endpoints.change('acme', id, { enabled: false })
      const tested = await deliveries.addFor(id, event('acme', 'webhook.test'))
      expect((await deliveries.claim(WHOLE)).map(({ id: due }) => due)).toEqual([tested])
    })

    test('WH-5 the log is read newest first, page by page, and forgotten in the end', async () => {
      const { id } = await listening('acme')
      for (let turn = 0; turn < 5; turn += 1) await deliveries.add([event('acme')])
      const seen: WebhookDelivery[] = []
      let cursor: string | null | undefined
      while (cursor !== null) {
        const page = await deliveries.page('acme', id, 2, cursor)
        seen.push(...page.deliveries)
        cursor = page.nextCursor
      }
      expect(new Set(seen.map(({ eventId }) => eventId)).size).toBe(5)
      const times = seen.map(({ createdAt }) => createdAt)
      expect(times).toEqual(times.toSorted().toReversed())
      for (const due of await deliveries.claim(WHOLE))
        await deliveries.note(due, attempt(200), { state: 'delivered' })
      await deliveries.forget(Date.now() - 60_000)
      expect((await deliveries.page('acme', id, 10)).deliveries).toHaveLength(5)
      await deliveries.forget(Date.now() + 60_000)
      expect((await deliveries.page('acme', id, 10)).deliveries).toEqual([])
    })

    test('WH-6 a rotated secret comes with the one before it', async () => {
      const { id } = await listening('acme')
      const untilMs = Date.now() + 1000
      await endpoints.rotate('acme', id, 'whsec_new', untilMs)
      await deliveries.add([event('acme')])
      const [due] = await deliveries.claim(WHOLE)
      expect(due).toMatchObject({ secret: 'whsec_new', previous: { untilMs } })
    })

    test('WH-1 deliveries go with their endpoint, and a try that was under way is noted nowhere', async () => {
      const { id } = await listening('acme')
      await deliveries.add([event('acme')])
      const [due] = await deliveries.claim(WHOLE)
      if (!due) throw new Error('nothing was due')
      expect(await endpoints.remove('acme', id)).toBe(true)
      await deliveries.note(due, attempt(200), { state: 'delivered' })
      expect(await deliveries.find('acme', due.id)).toBeUndefined()
    })
  })
}
