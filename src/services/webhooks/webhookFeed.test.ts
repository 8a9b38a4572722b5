import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WebhookEvent } from './deliveryStore'
import { Subscriptions } from './subscriptions'
import { WebhookFeed } from './webhookFeed'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const happened = (nth: number) => ({
  id: `one-${nth}`,
  tenantId: 'acme',
  type: 'user.online' as const,
  timestamp: '2026-01-15T09:14:00.000Z',
  data: { nth },
})

function feed(add: (events: readonly WebhookEvent[]) => Promise<number>) {
  const subscriptions = new Subscriptions({
    subscriptions: async () => [{ tenantId: 'acme', events: ['user.online'] }],
  })
  const wake = vi.fn()
  const log = pino({ level: 'silent' })
  return {
    wake,
    feed: new WebhookFeed({ deliveries: { add }, subscriptions, worker: { wake }, log }),
  }
}

test('WH-2 what was stored elsewhere is looked for, unless nobody listens to it', async () => {
  const { feed: under, wake } = feed(async () => 0)
  under.written('acme', 'user.offline')
  under.written('globex', 'user.online')
  await vi.advanceTimersByTimeAsync(1)
  expect(wake).not.toHaveBeenCalled()
  under.written('acme', 'user.online')
  await vi.advanceTimersByTimeAsync(1)
  expect(wake).toHaveBeenCalledTimes(1)
})

test('WH-2 what nobody listens to costs nothing, the rest is stored together', async () => {
  const stored: WebhookEvent[][] = []
  const { feed: under, wake } = feed(async (events) => stored.push([...events]))
  for (const nth of [1, 2, 3]) under.publishLater(happened(nth))
  under.publishLater({ ...happened(4), type: 'user.offline' })
  under.publishLater({ ...happened(5), tenantId: 'globex' })
  await vi.advanceTimersByTimeAsync(60)
  expect(stored.map((events) => events.map(({ id }) => id))).toEqual([
    ['evt_one-1', 'evt_one-2', 'evt_one-3'],
  ])
  expect(wake).toHaveBeenCalledOnce()
})

test('WH-2 while the database is away events wait in their order', async () => {
  const stored: string[] = []
  let isAway = true
  const { feed: under } = feed(async (events) => {
    if (isAway) throw new Error('away')
    return stored.push(...events.map(({ id }) => id))
  })
  under.publishLater(happened(1))
  await vi.advanceTimersByTimeAsync(60)
  under.publishLater(happened(2))
  await vi.advanceTimersByTimeAsync(500)
  expect(stored).toEqual([])
  isAway = false
  await vi.advanceTimersByTimeAsync(1100)
  expect(stored).toEqual(['evt_one-1', 'evt_one-2'])
})
