import { EventEmitter } from 'node:events'
import type { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { redisSessionEnds } from './redisSessionEnds'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('RT-44 what one process tells the others hear, with its reason', async () => {
  const { ends, subscriber, published } = testEnds()
  const ended: unknown[] = []
  ends.listen({ ended: (...heard) => ended.push(heard), missed: () => undefined })
  ends.tell(['as_1', 'as_2'], 'Logged out')
  const [channel, text] = published[0] ?? []
  subscriber.emit('message', 'another channel', text)
  subscriber.emit('message', channel, text)
  expect(ended).toEqual([[['as_1', 'as_2'], 'Logged out']])
})

test('RT-44 storage is looked into whenever the channel is back, and every 5 s while it is away', async () => {
  const { ends, subscriber } = testEnds()
  let missed = 0
  ends.listen({ ended: () => undefined, missed: () => void missed++ })
  await vi.advanceTimersByTimeAsync(20_000)
  expect(missed).toBe(1)
  subscriber.status = 'reconnecting'
  await vi.advanceTimersByTimeAsync(10_000)
  expect(missed).toBe(3)
  subscriber.status = 'ready'
  subscriber.emit('ready')
  await vi.advanceTimersByTimeAsync(20_000)
  expect(missed).toBe(4)
  ends.close()
})

test('RT-44 telling never fails, whatever Redis does', () => {
  const { ends } = testEnds({ publish: () => Promise.reject(new Error('away')) })
  expect(() => ends.tell(['as_1'], 'Logged out')).not.toThrow()
})

function testEnds(client: object = {}) {
  const published: string[][] = []
  const subscriber = Object.assign(new EventEmitter(), {
    status: 'ready',
    subscribe: async () => undefined,
  })
  const publish = async (...told: string[]) => void published.push(told)
  const ends = redisSessionEnds({
    client: { publish, ...client } as unknown as Redis,
    subscriber: subscriber as unknown as Redis,
  })
  return { ends, subscriber, published }
}
