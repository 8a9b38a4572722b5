// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createDraftStorage, type Unsent } from './draftStorage'
import { createDraftStore } from './draftStore'

const DAY_MS = 86_400_000
function storeOf(userId = 'ada', now?: () => number) {
  const drafts = createDraftStore()
  drafts.restore(createDraftStorage(userId, localStorage, now))
  return drafts
}

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

describe('drafts', () => {
  test('UI-55 a draft is stored 300 ms after the last key', () => {
    const drafts = storeOf()
    drafts.write('c1', 'Hel')
    vi.advanceTimersByTime(299)
    drafts.write('c1', 'Hello')
    vi.advanceTimersByTime(299)
    expect(localStorage.getItem('draft:ada:c1')).toBeNull()
    vi.advanceTimersByTime(1)
    expect(localStorage.getItem('draft:ada:c1')).toBe('Hello')
  })

  test('UI-55 a flush stores at once', () => {
    const drafts = storeOf()
    drafts.write('c1', 'Hello')
    drafts.flush()
    expect(localStorage.getItem('draft:ada:c1')).toBe('Hello')
  })

  test('UI-55 a draft comes back after a reload, for its person and conversation only', () => {
    const drafts = storeOf()
    drafts.write('c1', 'Hello')
    drafts.flush()
    expect(storeOf().textOf('c1')).toBe('Hello')
    expect(storeOf().textOf('c2')).toBe('')
    expect(storeOf('ben').textOf('c1')).toBe('')
  })

  test('UI-55 a cleared draft leaves nothing behind', () => {
    const drafts = storeOf()
    drafts.write('c1', 'Hello')
    drafts.flush()
    drafts.clear('c1')
    expect(localStorage.getItem('draft:ada:c1')).toBeNull()
    expect(drafts.getState().texts).toEqual({})
  })

  test('UI-56 another tab is followed, except where this one is typing', () => {
    const drafts = storeOf()
    drafts.follow({ key: 'draft:ada:c1', newValue: 'there' }, undefined)
    expect(drafts.textOf('c1')).toBe('there')
    drafts.write('c1', 'here')
    drafts.follow({ key: 'draft:ada:c1', newValue: 'there' }, 'c1')
    expect(drafts.textOf('c1')).toBe('here')
    drafts.follow({ key: 'draft:ben:c1', newValue: 'not mine' }, undefined)
    expect(drafts.textOf('c1')).toBe('here')
  })

  test('UI-57 a draft is kept for 30 days, and at most 50 are', () => {
    let nowMs = 0
    const first = storeOf('ada', () => nowMs)
    first.write('old', 'x')
    first.flush()
    nowMs = 29 * DAY_MS
    for (let n = 0; n < 50; n += 1) {
      first.write(`c${n}`, 'x')
      first.flush()
    }
    expect(Object.keys(storeOf('ada', () => nowMs).getState().texts)).toHaveLength(50)
    expect(localStorage.getItem('draft:ada:old')).toBeNull()
    nowMs += 30 * DAY_MS
    expect(storeOf('ada', () => nowMs).getState().texts).toEqual({})
  })

  test('UI-57 a browser that refuses storage keeps drafts in memory', () => {
    const drafts = createDraftStore()
    drafts.restore(createDraftStorage('ada', undefined))
    drafts.write('c1', 'Hello')
    drafts.flush()
    expect(drafts.textOf('c1')).toBe('Hello')
  })

  test('UI-45 messages that were not sent come back after a reload', () => {
    const unsent: Unsent = {
      clientMessageId: 'm1',
      text: 'Hi',
      at: '',
      reason: 'x',
      canRetry: true,
    }
    createDraftStorage('ada', localStorage).saveUnsent('c1', [unsent])
    expect(createDraftStorage('ada', localStorage).unsent()).toEqual({ c1: [unsent] })
    createDraftStorage('ada', localStorage).saveUnsent('c1', [])
    expect(createDraftStorage('ada', localStorage).unsent()).toEqual({})
  })
})
