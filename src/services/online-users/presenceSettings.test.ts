import pino from 'pino'
import { describe, expect, test } from 'vitest'
import type { PresenceSettings } from '@/lib/adminProtocol'
import { TenantPresenceSettings } from './presenceSettings'
import { TestClock } from './testClock'

function remembered() {
  const clock = new TestClock()
  const stored = new Map<string, PresenceSettings>([
    ['acme', { idleAfterSeconds: 60, awayAfterSeconds: 120 }],
  ])
  const store = {
    reads: 0,
    isAway: false,
    settings: async (tenantId: string) => {
      store.reads += 1
      if (store.isAway) throw new Error('The database is away')
      return stored.get(tenantId)
    },
    changeSettings: async (tenantId: string, settings: PresenceSettings) =>
      void stored.set(tenantId, settings),
  }
  const log = pino({ level: 'silent' })
  return { clock, store, settings: new TenantPresenceSettings({ store, now: clock.now, log }) }
}

describe('the settings of a tenant', () => {
  test('PR-72 are read once in 30 s, and again after a change', async () => {
    const { clock, store, settings } = remembered()
    const [one, other] = await Promise.all([settings.of('acme'), settings.of('acme')])
    expect([one, other, store.reads]).toEqual([one, one, 1])
    await settings.change('acme', { idleAfterSeconds: 90, awayAfterSeconds: 90 })
    expect(await settings.of('acme')).toEqual({ idleAfterSeconds: 90, awayAfterSeconds: 90 })
    await clock.advance(30_000)
    await settings.of('acme')
    expect(store.reads).toBe(3)
  })

  test('PR-72 are shown to admins as another process has changed them', async () => {
    const { store, settings } = remembered()
    await settings.of('acme')
    await store.changeSettings('acme', { idleAfterSeconds: 90, awayAfterSeconds: 90 })
    expect(await settings.read('acme')).toMatchObject({ idleAfterSeconds: 90 })
    expect(await settings.of('acme')).toMatchObject({ idleAfterSeconds: 90 })
    store.isAway = true
    await expect(settings.read('acme')).rejects.toThrow('away')
  })

  test('PR-67 are the usual ones while the database is away, and the stored ones afterwards', async () => {
    const { store, settings } = remembered()
    store.isAway = true
    expect(await settings.of('acme')).toEqual({ idleAfterSeconds: 300, awayAfterSeconds: 600 })
    store.isAway = false
    expect(await settings.of('acme')).toMatchObject({ idleAfterSeconds: 60 })
  })
})
