import { describe, expect, test } from 'vitest'
import { isTimeZone, nextOpening } from './officeHours'

const WEEKDAYS = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }))

function opensAt(now: string, hours = WEEKDAYS, timeZone = 'Europe/Berlin', closed: string[] = []) {
  const closedDays = closed.map((date) => ({ date }))
  const atMs = nextOpening({ timeZone, hours, closedDays }, Date.parse(now))
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

  test('WM-27 leave out closed days, of their own zone, however many', () => {
    const berlin = (now: string, ...closed: string[]) =>
      opensAt(now, WEEKDAYS, 'Europe/Berlin', closed)
    expect(berlin('2026-11-26T12:00:00Z', '2026-11-26')).toBe('2026-11-27T08:00:00.000Z')
    expect(berlin('2026-11-25T20:00:00Z', '2026-11-26', '2026-11-27')).toBe(
      '2026-11-30T08:00:00.000Z',
    )
    expect(berlin('2026-11-26T12:00:00Z', '2026-11-27')).toBeUndefined()
    const thursdays = [{ day: 4, from: '09:00', to: '10:00' }]
    const closed = ['2026-11-26', '2026-12-03', '2026-12-10']
    expect(opensAt('2026-11-26T07:00:00Z', thursdays, 'Europe/Berlin', closed)).toBe(
      '2026-12-17T08:00:00.000Z',
    )
    // It is the 27th in Auckland already, and still the 26th in Los Angeles.
    const auckland = opensAt('2026-11-26T20:00:00Z', WEEKDAYS, 'Pacific/Auckland', ['2026-11-27'])
    expect(auckland).toBe('2026-11-29T20:00:00.000Z')
    const losAngeles = ['2026-11-27']
    expect(
      opensAt('2026-11-26T20:00:00Z', WEEKDAYS, 'America/Los_Angeles', losAngeles),
    ).toBeUndefined()
  })

  test('WM-27 begin again behind as many closed days as a tenant may name', () => {
    const everyThursday = Array.from({ length: 100 }, (_, nth) =>
      new Date(Date.UTC(2026, 10, 26 + 7 * nth)).toISOString().slice(0, 10),
    )
    const thursdays = [{ day: 4, from: '09:00', to: '10:00' }]
    const now = '2026-11-26T07:00:00Z'
    expect(opensAt(now, thursdays, 'UTC', everyThursday)).toBe('2028-10-26T09:00:00.000Z')
    expect(opensAt(now, [], 'UTC', everyThursday)).toBeUndefined()
  })

  test('WM-22 are of a zone that there is', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true)
    expect(isTimeZone('Europe/Atlantis')).toBe(false)
  })
})
