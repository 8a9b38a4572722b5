import { describe, expect, test } from 'vitest'
import { formatTime, type TimeFormat } from './formatTime'

const now = new Date(2026, 0, 15, 9, 14).getTime()
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime()
const said = (format: TimeFormat, moment: number) => formatTime(format, moment, now, 'en-GB')

describe('UI-5 in a list a time reads', () => {
  test.each([
    ['now', now - 59_000],
    ['2m', now - 2 * 60_000],
    ['59m', now - 59 * 60_000],
    ['08:14', now - 60 * 60_000],
    ['Yesterday', at(2026, 0, 14, 23, 50)],
    ['Tue', at(2026, 0, 13, 12, 0)],
    ['Fri', at(2026, 0, 9, 0, 5)],
    ['8 Jan', at(2026, 0, 8, 23, 0)],
    ['12 Nov 2025', at(2025, 10, 12, 8, 0)],
  ])('UI-5 %s', (words, moment) => {
    expect(said('list', moment)).toBe(words)
  })

  test('UI-5 in minutes across midnight', () => {
    const midnight = at(2026, 0, 15, 0, 10)
    expect(formatTime('list', midnight - 20 * 60_000, midnight, 'en-GB')).toBe('20m')
  })
})

describe('UI-5 elsewhere a time reads', () => {
  test.each<[TimeFormat, string, number]>([
    ['group', '17:42', at(2026, 0, 14, 17, 42)],
    ['ago', 'just now', now - 5_000],
    ['ago', '12 min ago', now - 12 * 60_000],
    ['ago', '2 h ago', now - 2 * 60 * 60_000],
    ['ago', 'yesterday', at(2026, 0, 14, 8, 0)],
    ['ago', '9 Nov 2025', at(2025, 10, 9, 8, 0)],
    ['for', '1 min', now - 5_000],
    ['for', '12 min', now - 12 * 60_000],
    ['for', '3 days', now - 80 * 60 * 60_000],
    ['day', 'Today', now],
    ['day', 'Yesterday', at(2026, 0, 14, 0, 0)],
    ['day', 'Tuesday', at(2026, 0, 13, 8, 0)],
    ['day', '2 January', at(2026, 0, 2, 8, 0)],
    ['day', '12 November 2025', at(2025, 10, 12, 8, 0)],
  ])('UI-5 %s: %s', (format, words, moment) => {
    expect(said(format, moment)).toBe(words)
  })

  test('UI-5 in full with date, time and zone', () => {
    expect(said('full', now)).toMatch(/^Thursday,? 15 January 2026 at 09:14 \S+$/)
  })

  test('UI-5 with the clock of the locale', () => {
    expect(formatTime('group', at(2026, 0, 14, 17, 42), now, 'en-US')).toMatch(/^0?5:42\sPM$/)
  })
})
