import { describe, expect, test } from 'vitest'
import { isTimeZone, nextOpening } from './officeHours'

const WEEKDAYS = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }))

function opensAt(now: string, hours = WEEKDAYS, timeZone = 'Europe/Berlin') {
  const atMs = nextOpening({ timeZone, hours }, Date.parse(now))
  return atMs === undefined ? undefined : new Date(atMs).toISOString()
}

describe('office hours', () => {
  test.each([
    ['before they begin', '2026-11-26T07:30:00Z', '2026-11-26T08:00:00.000Z'],
    ['after they end', '2026-11-26T16:00:00Z', '2026-11-27T08:00:00.000Z'],
    ['at the weekend', '2026-11-28T12:00:00Z', '2026-11-30T08:00:00.000Z'],
    ['over the change to winter', '2026-10-24T12:00:00Z', '2026-10-26T08:00:00.000Z'],
    ['over the change to summer', '2026-03-28T12:00:00Z', '2026-03-30T07:00:00.000Z'],
  ])('WM-22 say when the office opens next, %s', (_, now, opening) => {
    expect(opensAt(now)).toBe(opening)
  })

  test('WM-22 say nothing while it is open, and where there are none', () => {
    expect(opensAt('2026-11-26T08:00:00Z')).toBeUndefined()
    expect(opensAt('2026-11-26T15:59:59Z')).toBeUndefined()
    expect(opensAt('2026-11-26T12:00:00Z', [])).toBeUndefined()
  })

  test('WM-22 are of their zone: while it is Thursday here it is Friday there', () => {
    expect(opensAt('2026-11-26T20:00:00Z', WEEKDAYS, 'Pacific/Auckland')).toBeUndefined()
    expect(opensAt('2026-11-26T20:00:00Z', WEEKDAYS, 'America/Los_Angeles')).toBeUndefined()
    expect(opensAt('2026-11-26T12:00:00Z', WEEKDAYS, 'Asia/Kolkata')).toBe(
      '2026-11-27T03:30:00.000Z',
    )
  })

  test('WM-22 go over midnight as two spans, and come again next week', () => {
    const night = [
      { day: 6, from: '22:00', to: '24:00' },
      { day: 7, from: '00:00', to: '06:00' },
    ]
    expect(opensAt('2026-11-28T23:00:00Z', night)).toBeUndefined()
    expect(opensAt('2026-11-29T05:00:00Z', night)).toBe('2026-12-05T21:00:00.000Z')
    expect(opensAt('2026-11-26T16:30:00Z', [{ day: 4, from: '09:00', to: '10:00' }])).toBe(
      '2026-12-03T08:00:00.000Z',
    )
  })

  test('WM-22 are of a zone that there is', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true)
    expect(isTimeZone('Europe/Atlantis')).toBe(false)
  })
})
