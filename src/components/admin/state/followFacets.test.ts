import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setPreference } from '@/components/ui/preferences'
import type { PresenceFacets } from '@/lib/adminProtocol'
import type { OnlineUser } from '@/lib/protocol'
import { followFacets } from './followFacets'
import { createVisitorsStore } from './visitorsStore'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('UA-18 facets are counted at once, and then at most once a second', () => {
  const store = createVisitorsStore()
  const end = followFacets(store, unasked)
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
  const end = followFacets(store, unasked)
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
  const end = followFacets(store, unasked)
  store.setState({ users: [visitor('v_1'), { ...visitor('ada'), kind: 'user' }] })
  expect(store.getState().counts.site).toMatchObject([{ count: 1 }])
  setPreference('includeTeam', true)
  vi.advanceTimersByTime(1000)
  expect(store.getState().counts.site).toMatchObject([{ count: 2 }])
  setPreference('includeTeam', false)
  end()
})

test('UA-37 while the list holds the newest alone everybody is counted by the server', async () => {
  const store = createVisitorsStore()
  const read = vi.fn(async () => ofEverybody)
  const end = followFacets(store, read)
  store.setState({ users: [visitor('v_1')], total: 20_000 })
  expect(store.getState().counts.site).toMatchObject([{ count: 1 }])
  await vi.advanceTimersByTimeAsync(0)
  expect(store.getState()).toMatchObject({ counts: ofEverybody.facets, everybody: ofEverybody })

  store.setState({ users: [visitor('v_2')] })
  await vi.advanceTimersByTimeAsync(4000)
  expect(read).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1000)
  expect(read).toHaveBeenCalledTimes(2)

  read.mockRejectedValueOnce(new Error('away'))
  store.setState({ users: [visitor('v_3')] })
  await vi.advanceTimersByTimeAsync(5000)
  expect(store.getState().everybody).toBeUndefined()
  expect(store.getState().counts.site).toMatchObject([{ count: 1 }])
  end()
})

test('UA-37 an answer that comes after the list is whole again is of no use', async () => {
  const store = createVisitorsStore()
  let answer = (_: PresenceFacets) => {}
  const end = followFacets(store, () => new Promise((resolve) => (answer = resolve)))
  store.setState({ users: [visitor('v_1')], total: 20_000 })
  store.setState({ users: [visitor('v_1'), visitor('v_2')], total: 2 })
  await vi.advanceTimersByTimeAsync(5000)
  answer(ofEverybody)
  await vi.advanceTimersByTimeAsync(0)
  expect(store.getState().everybody).toBeUndefined()
  expect(store.getState().counts.site).toMatchObject([{ count: 2 }])
  end()
})

const unasked = () => Promise.reject(new Error('The list is whole'))

const ofEverybody: PresenceFacets = {
  success: true,
  total: 20_000,
  active: 19_000,
  idle: 1000,
  facets: {
    site: [{ value: 'acme.example', count: 20_000 }],
    page: [],
    source: [],
    country: [],
    device: [],
  },
}

function visitor(userId: string): OnlineUser {
  const at = '2026-01-15T09:14:00.000Z'
  const domain = 'acme.example'
  return { userId, sessionId: userId, connectedAt: at, domain, origin: '', url: '' }
}
