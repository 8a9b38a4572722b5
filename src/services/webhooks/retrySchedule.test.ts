import { expect, test } from 'vitest'
import { MOST_ATTEMPTS, nextAttemptAtMs } from './retrySchedule'

test('WH-4 tries become rarer and end about twelve hours after the first', () => {
  const tries = [0]
  for (let attempts = 1; attempts < MOST_ATTEMPTS; attempts += 1) {
    const next = nextAttemptAtMs(attempts, tries.at(-1) ?? 0, () => 0)
    if (next === undefined) throw new Error(`nothing after ${attempts}`)
    tries.push(next)
  }
  const waits = tries.slice(1).map((at, nth) => at - (tries[nth] ?? 0))
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  const hours = (tries.at(-1) ?? 0) / 3_600_000
  expect(hours).toBeGreaterThan(11)
  expect(hours).toBeLessThan(12.5)
  expect(nextAttemptAtMs(MOST_ATTEMPTS, 0)).toBeUndefined()
})
