// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { setPreference } from '@/components/ui/preferences'
import type { AdminApi } from '@/lib/adminApi'
import type { PresenceHistory } from '@/lib/adminProtocol'
import { followHistory } from './followHistory'
import { createVisitorsStore } from './visitorsStore'

test('UA-19 the half hour counts the team where it is included', async () => {
  const store = createVisitorsStore()
  const history = (online: number): PresenceHistory => ({
    success: true,
    minutes: [{ at: '2026-01-15T09:14:00.000Z', online }],
    bots: 0,
  })
  const presenceHistory = vi.fn(async (_minutes?: number, withTeam?: boolean) =>
    history(withTeam ? 5 : 3),
  )
  const presenceSettings = async () => ({ idleAfterSeconds: 60, awayAfterSeconds: 60 })
  const end = followHistory(store, { presenceHistory, presenceSettings } as unknown as AdminApi)
  const online = () => store.getState().history?.minutes[0]?.online

  await expect.poll(online).toBe(3)
  setPreference('includeTeam', true)
  await expect.poll(online).toBe(5)
  setPreference('includeTeam', false)
  await expect.poll(online).toBe(3)
  end()
  setPreference('includeTeam', true)
  expect(presenceHistory).toHaveBeenCalledTimes(3)
  setPreference('includeTeam', false)
})
