import { describe, expect, test } from 'vitest'
import type { Bubble } from './bubble'
import { type MessageRow, messageRows, type RowsInput } from './messageRows'

const dayOf = (at: string) => at.slice(0, 10)

function bubble(key: string, senderId: string, at: string, more: Partial<Bubble> = {}): Bubble {
  return { key, senderId, senderName: senderId, text: key, at, state: 'sent', ...more }
}

function rowsOf(bubbles: Bubble[], more: Partial<RowsInput> = {}) {
  return messageRows({
    bubbles,
    me: 'ada',
    hasMore: false,
    pageStarts: new Set(),
    dayOf,
    ...more,
  })
}

const keysOf = (bubbles: Bubble[], more: Partial<RowsInput> = {}) =>
  rowsOf(bubbles, more).map(({ key }) => key)

const messagesOf = (bubbles: Bubble[], more: Partial<RowsInput> = {}) =>
  rowsOf(bubbles, more).filter((row): row is MessageRow => row.type === 'message')

const morning = [
  bubble('a', 'ben', '2026-01-15T09:00:00Z', { seq: 1 }),
  bubble('b', 'ben', '2026-01-15T09:04:00Z', { seq: 2 }),
  bubble('c', 'ben', '2026-01-15T09:09:01Z', { seq: 3 }),
]

describe('rows of a thread', () => {
  test('UI-60 one person within five minutes is one group', () => {
    expect(messagesOf(morning).map(({ first, last }) => [first, last])).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ])
  })

  test('UI-60 another person begins a new group', () => {
    const answered = [...morning.slice(0, 2), bubble('d', 'ada', '2026-01-15T09:04:10Z')]
    expect(messagesOf(answered).map(({ first, own }) => [first, own])).toEqual([
      [true, false],
      [false, false],
      [true, true],
    ])
  })

  test('UI-61 a separator stands where a day begins', () => {
    const nextDay = bubble('d', 'ben', '2026-01-16T00:00:10Z')
    const late = bubble('c', 'ben', '2026-01-15T23:59:50Z')
    expect(keysOf([late, nextDay])).toEqual(['start', 'day:c', 'c', 'day:d', 'd'])
    expect(messagesOf([late, nextDay])[1]?.first).toBe(true)
  })

  test('UI-61 the first message known has no day above it while older ones exist', () => {
    expect(keysOf(morning, { hasMore: true })[0]).toBe('a')
  })

  test('UI-62 what was drawn stays as it was when an older page comes in front', () => {
    const before = rowsOf(morning.slice(1), { hasMore: true })
    const after = rowsOf(morning, { hasMore: true, pageStarts: new Set(['b']) })
    expect(after.slice(1)).toEqual(before)
  })

  test('UI-70 the divider stands above the first unread message and begins a group', () => {
    expect(keysOf(morning, { dividerBeforeSeq: 2 })).toEqual([
      'start',
      'day:a',
      'a',
      'new',
      'b',
      'c',
    ])
    expect(messagesOf(morning, { dividerBeforeSeq: 2 })[1]?.first).toBe(true)
  })

  test('UI-63 the last own message of a run carries the status, a failed one its own', () => {
    const own = [
      bubble('a', 'ada', '2026-01-15T09:00:00Z'),
      bubble('b', 'ada', '2026-01-15T09:00:01Z'),
      bubble('c', 'ada', '2026-01-15T09:00:02Z', { state: 'failed' }),
    ]
    expect(messagesOf(own).map(({ showsStatus }) => showsStatus)).toEqual([false, true, true])
    expect(messagesOf(morning).some(({ showsStatus }) => showsStatus)).toBe(false)
  })
})
