import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setPreference } from '@/components/ui/preferences'
import type { OnlineUser } from '@/lib/protocol'
import { followFacets } from './followFacets'
import { createVisitorsStore } from './visitorsStore'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('UA-18 facets are counted at once, and then at most once a second', () => {
  const store = createVisitorsStore()
  const end = followFacets(store)
  const countings = new Set<object>()
  store.subscribe(({ counts }) => void countings.add(counts))
  store.setState({ users: [visitor('v_1')] })
  expect(store.getState().counts.site).toEqual([{ value: 'acme.example', count: 1 }])

  for (let change = 2; change < 20; change += 1) {
    store.setState({ users: [visitor('v_1'), visitor(`v_${change}`)] })
    vi.advanceTimersByTime(50)
  }
  expect(countings.size).toBe(1)
  vi.advanceTimersByTime(100)
  expect(countings.size).toBe(2)
  expect(store.getState().counts.site).toEqual([{ value: 'acme.example', count: 2 }])
  vi.advanceTimersByTime(10_000)
  expect(countings.size).toBe(2)
  end()
})

test('UA-18 after a quiet second facets are counted in a task behind the one of the rows', () => {
  const store = createVisitorsStore()
  const end = followFacets(store)
  store.setState({ users: [visitor('v_1')] })
  vi.advanceTimersByTime(1000)
  store.setState({ users: [visitor('v_1'), visitor('v_2')] })
  expect(store.getState().counts.site).toMatchObject([{ count: 1 }])
  vi.advanceTimersByTime(0)
  expect(store.getState().counts.site).toMatchObject([{ count: 2 }])
  end()
})

test('UA-18 the team is counted where it is included', () => {
  const store = createVisitorsStore()
  const end = followFacets(store)
  store.setState({ users: [visitor('v_1'), { ...visitor('ada'), kind: 'user' }] })
  expect(store.getState().counts.site).toMatchObject([{ count: 1 }])
  setPreference('includeTeam', true)
  vi.advanceTimersByTime(1000)
  expect(store.getState().counts.site).toMatchObject([{ count: 2 }])
  setPreference('includeTeam', false)
  end()
})

function visitor(userId: string): OnlineUser {
  const at = '2026-01-15T09:14:00.000Z'
  const domain = 'acme.example'
  return { userId, sessionId: userId, connectedAt: at, domain, origin: '', url: '' }
}
