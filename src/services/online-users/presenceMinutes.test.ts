import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { PresenceMinutes } from './presenceMinutes'
import type { TenantMinute } from './presenceRecordStore'
import { TestClock } from './testClock'

function counted() {
  const clock = new TestClock()
  const now = { visitors: 0, users: 0 }
  const presence = {
    isAway: false,
    count: async (_tenantId: string, { usersOnly }: { usersOnly?: boolean | undefined } = {}) => {
      if (presence.isAway) throw new Error('Redis is away')
      return usersOnly ? now.users : now.visitors + now.users
    },
  }
  const recorded: TenantMinute[] = []
  const store = {
    recordMinutes: async (minutes: readonly TenantMinute[]) => void recorded.push(...minutes),
  }
  const log = pino({ level: 'silent' })
  const minutes = new PresenceMinutes({ presence, store, now: clock.now, log })
  const startMs = clock.now()
  const said = () =>
    recorded.map(({ tenantId, atMs, visitors }) => [tenantId, (atMs - startMs) / 60_000, visitors])
  const users = () => recorded.map((minute) => minute.users)
  return { clock, now, presence, minutes, said, users }
}

describe('counts by the minute', () => {
  test('PR-70 are written once a minute, and again when there are more', async () => {
    const { clock, now, minutes, said } = counted()
    minutes.notice('acme')
    for (const visitors of [2, 2, 1, 5, 3, 3]) {
      now.visitors = visitors
      await minutes.count()
      await clock.advance(15_000)
    }
    expect(said()).toEqual([
      ['acme', 0, 2],
      ['acme', 0, 5],
      ['acme', 1, 3],
    ])
  })

  test('PR-69 are those of visitors and of signed-in users, apart', async () => {
    const { now, minutes, said, users } = counted()
    minutes.notice('acme')
    Object.assign(now, { visitors: 4, users: 3 })
    await minutes.count()
    expect([said(), users()]).toEqual([[['acme', 0, 4]], [3]])
  })

  test('PR-70 are 0 where nobody is, and missing where nothing is known', async () => {
    const { clock, presence, minutes, said } = counted()
    await minutes.count()
    expect(said()).toEqual([])
    minutes.notice('acme')
    await minutes.count()
    presence.isAway = true
    await clock.advance(60_000)
    await minutes.count()
    presence.isAway = false
    await clock.advance(60_000)
    await minutes.count()
    expect(said()).toEqual([
      ['acme', 0, 0],
      ['acme', 2, 0],
    ])
  })

  test('PR-70 end a day after the tenant was last heard of', async () => {
    const { clock, minutes, said } = counted()
    minutes.notice('acme')
    await clock.advance(24 * 3_600_000)
    await minutes.count()
    expect(said()).toEqual([])
  })
})
