import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OnlineUser } from '@/lib/protocol'
import { createVisitorFeed } from './visitorFeed'
import { createVisitorsStore } from './visitorsStore'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const [ada, ben, chloe] = ['v_ada', 'v_ben', 'v_chloe'].map(visitor) as [
  OnlineUser,
  OnlineUser,
  OnlineUser,
]

describe('the feed of the admins’ table', () => {
  test('UA-8 the first list is shown at once, what follows in batches of 250 ms', () => {
    const { store, feed, renders } = rig()
    feed.receive([ada], 0)
    expect(store.getState()).toMatchObject({ known: true, users: [ada] })
    const before = renders()
    feed.receive([ada, ben], 0)
    feed.receive([ada, ben, chloe], 0)
    vi.advanceTimersByTime(249)
    expect(store.getState().users).toEqual([ada])
    vi.advanceTimersByTime(1)
    expect(store.getState().users).toEqual([ada, ben, chloe])
    expect(renders()).toBe(before + 1)
  })

  test('UA-8 the window grows with the changes', () => {
    const { store, feed } = rig()
    feed.receive([], 0)
    feed.receive(crowd(20), 0)
    vi.advanceTimersByTime(250)
    feed.receive(crowd(21), 0)
    vi.advanceTimersByTime(999)
    expect(store.getState().users).toHaveLength(20)
    vi.advanceTimersByTime(1)
    expect(store.getState().users).toHaveLength(21)
  })

  test('UA-9 who leaves is still to be seen for 2 s', () => {
    const { store, feed } = rig()
    feed.receive([ada, ben], 0)
    feed.receive([ada], 0)
    vi.advanceTimersByTime(250)
    expect(store.getState().users).toEqual([ada])
    expect([...store.getState().left.keys()]).toEqual(['v_ben'])
    feed.receive([ada, chloe], 0)
    vi.advanceTimersByTime(250)
    expect(store.getState().users).toEqual([ada, chloe])
    vi.advanceTimersByTime(1750)
    expect(store.getState().left.size).toBe(0)
  })

  test('UA-9 who comes is coloured, unless many come at once', () => {
    const { store, feed } = rig()
    const there = crowd(60)
    feed.receive(there, 0)
    expect(store.getState().joined.size).toBe(0)
    feed.receive([...there, ben], 0)
    vi.advanceTimersByTime(250)
    expect([...store.getState().joined]).toEqual(['v_ben'])
    feed.receive([ben, ...crowd(67)], 0)
    vi.advanceTimersByTime(250)
    expect(store.getState().joined.size).toBe(0)
  })

  test('UA-10 while it is paused nothing changes, and changes are counted', () => {
    const { store, feed } = rig()
    feed.receive([ada], 0)
    feed.pause()
    feed.receive([ada, ben], 0)
    feed.receive([ben], 0)
    vi.advanceTimersByTime(10_000)
    expect(store.getState()).toMatchObject({ users: [ada], waiting: 2 })
    feed.resume()
    expect(store.getState()).toMatchObject({ users: [ben], waiting: 0, paused: false })
  })
})

function rig() {
  const store = createVisitorsStore()
  let renders = 0
  store.subscribe(() => {
    renders += 1
  })
  return { store, feed: createVisitorFeed(store), renders: () => renders }
}

function crowd(size: number): OnlineUser[] {
  return Array.from({ length: size }, (_, index) => visitor(`v_${index}`))
}

function visitor(userId: string): OnlineUser {
  const at = '2026-01-15T09:14:00.000Z'
  return { userId, sessionId: userId, connectedAt: at, domain: '', origin: '', url: '' }
}
