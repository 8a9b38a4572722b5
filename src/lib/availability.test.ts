import { describe, expect, test } from 'vitest'
import { replyLine } from './availability'

/** Thursday, 13:00 in Berlin. */
const NOW = Date.parse('2026-11-26T12:00:00Z')
const lineAt = (backAt: string | undefined, timeZone = 'Europe/Berlin') =>
  replyLine(
    { online: false, replyTime: 'hour', ...(backAt && { backAt }) },
    { nowMs: NOW, timeZone },
  )

describe('when somebody answers', () => {
  test.each([
    ['minutes', 'Typically replies in a few minutes'],
    ['hour', 'Typically replies in an hour'],
    ['day', 'Typically replies in a day'],
  ] as const)(
    'WM-23 is said by the usual time, %s, while an admin is online',
    (replyTime, line) => {
      const backAt = '2026-11-27T08:00:00Z'
      expect(replyLine({ online: true, replyTime, backAt }, { nowMs: NOW })).toBe(line)
    },
  )

  test.each([
    ['2026-11-26T12:00:20Z', 'Back in 1 minute'],
    ['2026-11-26T12:19:30Z', 'Back in 20 minutes'],
    ['2026-11-26T12:59:00Z', 'Back in 59 minutes'],
    ['2026-11-26T13:00:00Z', 'Back at 14:00'],
    ['2026-11-26T22:30:00Z', 'Back at 23:30'],
    ['2026-11-26T23:30:00Z', 'Back tomorrow'],
    ['2026-11-27T22:59:00Z', 'Back tomorrow'],
    ['2026-11-28T08:00:00Z', 'Back on Saturday'],
    ['2026-11-30T08:00:00Z', 'Back on Monday'],
    ['2026-12-03T08:00:00Z', 'Leave a message, we’ll get back to you'],
    ['2026-11-26T11:00:00Z', 'Leave a message, we’ll get back to you'],
    ['never', 'Leave a message, we’ll get back to you'],
    [undefined, 'Leave a message, we’ll get back to you'],
  ])('WM-23 at %s is said so: %s', (backAt, line) => {
    expect(lineAt(backAt)).toBe(line)
  })

  test('WM-23 is said in the reader’s time, whatever the tenant’s is', () => {
    expect(lineAt('2026-11-26T23:30:00Z', 'America/New_York')).toBe('Back at 18:30')
    expect(lineAt('2026-11-26T16:30:00Z', 'Asia/Tokyo')).toBe('Back tomorrow')
    expect(lineAt('2026-11-26T16:15:00Z', 'Asia/Kathmandu')).toBe('Back at 22:00')
  })

  test('WM-23 counts days by the calendar where a day has 25 hours', () => {
    const nowMs = Date.parse('2026-10-24T20:00:00Z')
    const back = { online: false, replyTime: 'hour', backAt: '2026-10-26T07:00:00Z' } as const
    expect(replyLine(back, { nowMs, timeZone: 'Europe/Berlin' })).toBe('Back on Monday')
  })
})
