import { pino } from 'pino'
import { expect, test } from 'vitest'
import { PushDelivery } from './pushDelivery'
import type { PushQueueStore } from './pushQueueStore'

const line = { tenantId: 'acme', userId: 'ada', line: 'line', signIn: 'sign-in', say: () => {} }

test('GW-16 a closed delivery asks a storage that is away no more', async () => {
  let asked = 0
  let fail: (error: Error) => void = () => {}
  const waitingUsers = () => {
    asked += 1
    return new Promise<never>((_, reject) => {
      fail = reject
    })
  }
  const store = { waitingUsers, release: async () => {} } as unknown as PushQueueStore
  const log = pino({ level: 'silent' })
  const delivery = new PushDelivery({ store, log, retryMs: 1, onDelivered: () => {} })
  delivery.open(line)
  const closed = delivery.close()
  fail(new Error('away'))
  await closed
  delivery.open(line)
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(asked).toBe(1)
})
