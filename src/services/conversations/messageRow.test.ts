import { expect, test } from 'vitest'
import { moment } from './messageRow'

test.each([
  ['2030-01-01T09:05:07.12+00:00', '2030-01-01T09:05:07.120Z'],
  ['2030-01-01T09:05:07.001+00:00', '2030-01-01T09:05:07.001Z'],
  ['2030-01-01T09:05:07+00:00', '2030-01-01T09:05:07.000Z'],
  ['2030-01-01T09:05:07.5+05:30', '2030-01-01T03:35:07.500Z'],
  ['2030-01-01 09:05:07.5+00', '2030-01-01T09:05:07.500Z'],
])('the time that the database writes as %s is told as %s', (written, told) => {
  expect(moment(written)).toBe(told)
  expect(moment(new Date(told))).toBe(told)
})
