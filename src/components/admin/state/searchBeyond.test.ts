import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { NewestOnline } from '@/lib/adminApi'
import type { OnlineFilter } from '@/lib/adminProtocol'
import type { OnlineUser } from '@/lib/protocol'
import { noFilter } from '../rows/visitorFilter'
import { createSearchBeyond } from './searchBeyond'
import { createVisitorFeed } from './visitorFeed'
import { createVisitorsStore } from './visitorsStore'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const ada = visitor('v_ada', { country: 'DE' }, 3)
const ben = visitor('v_ben', {}, 2)
const old = visitor('v_old', { country: 'DE' }, 0)
const germans = { ...noFilter, country: 'DE' }

test('UA-32 a filter is asked of the server once letters rest, and only while the list is short', async () => {
  const { store, search, asked, feed } = rig()
  search.want({ ...germans, query: 'o' })
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked).toEqual([])
  feed.receive([ben, ada], 0, 24_318)
  await vi.advanceTimersByTimeAsync(250)
  expect(store.getState().search.phase).toBe('asking')
  search.want({ ...germans, query: 'ol', view: 'idle' })
  search.want({ ...germans, query: 'old', view: 'idle' })
  await vi.advanceTimersByTimeAsync(299)
  expect(asked).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(asked).toEqual([{ q: 'old', country: 'DE' }])
  search.want({ ...germans, query: 'old' })
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked).toHaveLength(1)
  search.want(noFilter)
  expect(store.getState().search).toMatchObject({ phase: 'none', users: [] })
})

test('UA-32 who is in the list is not found twice, and the rest is counted', async () => {
  const { store, found } = await searched({ users: [ada, old], total: 7 })
  expect(found()).toEqual(['v_old'])
  expect(store.getState().search).toMatchObject({ phase: 'known', more: 5 })
})

test('UA-32 changes of people beyond the list change what was found', async () => {
  const { search, found } = await searched({ users: [old], total: 1 })
  const moved = visitor('v_new', { country: 'DE' }, 1)
  search.hear([online(ben), online(moved)])
  expect(found()).toEqual(['v_old', 'v_new'])
  search.hear([online({ ...moved, country: 'FR' }), offline('v_old'), offline('v_never')])
  expect(found()).toEqual([])
})

test('UA-32 who falls out of the list is found, and who leaves it is not', async () => {
  const { feed, found } = await searched({ users: [ada], total: 1 })
  const late = visitor('v_late', { country: 'DE' }, 9)
  feed.receive([ben, ada, late], 0, 24_319)
  await vi.advanceTimersByTimeAsync(250)
  feed.receive([ada], 0, 24_317)
  await vi.advanceTimersByTimeAsync(250)
  expect(found()).toEqual([])
  feed.receive([late], 0, 24_317)
  await vi.advanceTimersByTimeAsync(250)
  expect(found()).toEqual(['v_ada'])
})

test('UA-32 a failure keeps what was found and can be repeated; a late answer counts for nothing', async () => {
  const { store, search, answers, found } = await searched({ users: [old], total: 1 })
  answers.push(Promise.reject(new Error('away')))
  search.again()
  await vi.advanceTimersByTimeAsync(0)
  expect(store.getState().search).toMatchObject({ phase: 'failed', failure: 'away' })
  expect(found()).toEqual(['v_old'])
  let answerLate = (_: NewestOnline) => {}
  answers.push(new Promise((resolve) => (answerLate = resolve)))
  search.again()
  answers.push(Promise.resolve({ users: [], total: 0 }))
  search.again()
  await vi.advanceTimersByTimeAsync(0)
  answerLate({ users: [old], total: 1 })
  await vi.advanceTimersByTimeAsync(0)
  expect(store.getState().search).toMatchObject({ phase: 'known', users: [] })
})

test('UA-32 while the page is paused nothing is changed, and afterwards the server is asked anew', async () => {
  const { search, feed, answers, found } = await searched({ users: [old], total: 1 })
  feed.pause()
  search.hear([offline('v_old')])
  expect(found()).toEqual(['v_old'])
  answers.push(Promise.resolve({ users: [], total: 0 }))
  feed.resume()
  await vi.advanceTimersByTimeAsync(0)
  expect(found()).toEqual([])
})

/** The newest two of 24,318 are in the list, and the server has been asked for Germans. */
async function searched(answer: NewestOnline) {
  const page = rig()
  page.answers.push(Promise.resolve(answer))
  page.feed.receive([ben, ada], 0, 24_318)
  page.search.want(germans)
  await vi.advanceTimersByTimeAsync(300)
  return page
}

function rig() {
  const store = createVisitorsStore()
  const asked: OnlineFilter[] = []
  const answers: Promise<NewestOnline>[] = []
  const search = createSearchBeyond(store, async (_, filter) => {
    asked.push(filter)
    return answers.shift() ?? { users: [], total: 0 }
  })
  search.start()
  const found = () => store.getState().search.users.map(({ userId }) => userId)
  return { store, search, asked, answers, found, feed: createVisitorFeed(store) }
}

function online(user: OnlineUser) {
  return { type: 'online', version: 1, change: 'update', user } as const
}

function offline(userId: string) {
  return { type: 'offline', version: 1, userId, lastSeen: '' } as const
}

function visitor(userId: string, change: Partial<OnlineUser>, minute: number): OnlineUser {
  const connectedAt = `2026-01-15T09:0${minute}:00.000Z`
  return { userId, sessionId: userId, connectedAt, domain: '', origin: '', url: '', ...change }
}
