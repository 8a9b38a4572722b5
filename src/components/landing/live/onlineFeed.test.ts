// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DemoOnline, DemoOnlineRow } from '@/lib/demoProtocol'
import { createOnlineFeed } from './onlineFeed'
import { chipState, hereWords } from './onlineRows'

const startMs = Date.parse('2026-01-15T09:14:00Z')
let answers: (DemoOnline | Error)[]
let asked: (string | undefined)[]
let stop = () => {}

beforeEach(() => {
  vi.useFakeTimers({ now: startMs })
  answers = []
  asked = []
})
afterEach(() => {
  stop()
  hide(false)
  vi.useRealTimers()
})

describe('UI-23 who is here', () => {
  test('UI-23 is asked anew every second, and who has come since is coloured', async () => {
    const { store, start } = feedOf(answer(['v_1']), answer(['v_1', 'v_2'], 'v_2'))
    stop = start()
    await vi.advanceTimersByTimeAsync(0)
    expect(states(store)).toEqual({ v_1: 'here' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(states(store)).toEqual({ v_1: 'here', v_2: 'joined' })
    stop()
    await vi.advanceTimersByTimeAsync(5000)
    expect(asked).toHaveLength(2)
  })

  test('UI-23 is asked less often where nothing happens, and each second again when it does', async () => {
    const same = Array.from({ length: 7 }, () => answer(['v_1']))
    const { start } = feedOf(...same, answer(['v_1', 'v_2']), answer(['v_1', 'v_2']))
    stop = start()
    await vi.advanceTimersByTimeAsync(4000)
    expect(asked).toHaveLength(5)
    await vi.advanceTimersByTimeAsync(1999)
    expect(asked).toHaveLength(5)
    await vi.advanceTimersByTimeAsync(1 + 4000)
    expect(asked).toHaveLength(7)
    await vi.advanceTimersByTimeAsync(5000)
    expect(asked).toHaveLength(8)
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toHaveLength(9)
  })

  test('UI-23 is asked with the own id as soon as it is known', async () => {
    const { start, know } = feedOf(answer([]), answer(['v_me']))
    stop = start()
    await vi.advanceTimersByTimeAsync(0)
    know('v_me')
    await vi.advanceTimersByTimeAsync(0)
    expect(asked).toEqual([undefined, 'v_me'])
  })

  test('UI-23 is counted in words', () => {
    expect(hereWords(0, false)).toBe('Nobody is on this site right now')
    expect(hereWords(1, true)).toBe('1 person on this site right now — you')
    expect(hereWords(24, false)).toBe('24 people on this site right now')
    expect(hereWords(1024, true)).toBe('1,024 people on this site right now — you are one')
  })
})

describe('UI-24 the table', () => {
  test('UI-24 asks nothing while it is paused or its tab is hidden, and then at once', async () => {
    const { store, start, pause, resume } = feedOf(answer([]), answer([]), answer([]))
    stop = start()
    await vi.advanceTimersByTimeAsync(0)
    pause()
    hide(true)
    hide(false)
    await vi.advanceTimersByTimeAsync(5000)
    expect(store.getState().isPaused).toBe(true)
    expect(asked).toHaveLength(1)
    resume()
    await vi.advanceTimersByTimeAsync(0)
    expect(asked).toHaveLength(2)
    hide(true)
    await vi.advanceTimersByTimeAsync(5000)
    expect(asked).toHaveLength(2)
    hide(false)
    await vi.advanceTimersByTimeAsync(0)
    expect(asked).toHaveLength(3)
    expect(store.getState().isPaused).toBe(false)
  })

  test('UI-24 keeps its rows in place under the pointer', async () => {
    const { store, start, hold } = feedOf(
      answer(['v_1', 'v_2']),
      answer(['v_3', 'v_2']),
      answer(['v_3']),
    )
    stop = start()
    await vi.advanceTimersByTimeAsync(0)
    hold(true)
    await vi.advanceTimersByTimeAsync(1000)
    expect(states(store)).toEqual({ v_1: 'left', v_2: 'here' })
    hold(false)
    await vi.advanceTimersByTimeAsync(1000)
    expect(Object.keys(states(store))).toEqual(['v_3'])
  })

  test('UI-24 keeps what it knew while the server is away, and asks again when told to', async () => {
    const { store, start, retry } = feedOf(answer(['v_1']), new Error('away'), answer(['v_1']))
    stop = start()
    await vi.advanceTimersByTimeAsync(1000)
    expect(store.getState()).toMatchObject({ failure: 'away', rows: [{ id: 'v_1' }] })
    expect(chipState(store.getState(), false)).toBe('reconnecting')
    retry()
    await vi.advanceTimersByTimeAsync(0)
    expect(store.getState().failure).toBeUndefined()
    expect(chipState(store.getState(), true)).toBe('real-time')
    expect(chipState(store.getState(), false)).toBe('polling')
  })
})

function feedOf(...given: (DemoOnline | Error)[]) {
  answers = given
  return createOnlineFeed(async (you) => {
    asked.push(you)
    const next = answers.shift()
    if (!next || next instanceof Error) throw next ?? new Error('asked too often')
    return next
  })
}

function answer(ids: string[], newest?: string): DemoOnline {
  const at = new Date(startMs).toISOString()
  const since = (id: string) => new Date(startMs + (id === newest ? 500 : -60_000)).toISOString()
  const rows = ids.map((id): DemoOnlineRow => {
    return { id, kind: 'visitor', path: '/', since: since(id), isIdle: false }
  })
  return { at, online: ids.length, rows }
}

function states(store: ReturnType<typeof createOnlineFeed>['store']) {
  return Object.fromEntries(store.getState().rows.map(({ id, state }) => [id, state]))
}

function hide(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, value: hidden })
  document.dispatchEvent(new Event('visibilitychange'))
}
