import { expect, test } from 'vitest'
import { halfHour, minutesOf } from './halfHour'

const atMs = Date.parse('2026-01-15T09:14:30Z')

test('UA-16 the half hour is told minute by minute, and unknown minutes are not made up', () => {
  const bars = halfHour(
    { minutes: [{ at: '2026-01-15T09:12:00Z', online: 7 }] },
    { atMs, online: 9 },
  )
  const minutes = minutesOf(bars, atMs)
  expect(minutes).toHaveLength(30)
  expect(minutes.slice(-3).map(({ atMs: at, online }) => [clock(at), online])).toEqual([
    ['09:12', 7],
    ['09:13', undefined],
    ['09:14', 9],
  ])
})

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16)
}
