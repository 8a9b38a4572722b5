import { describe, expect, test } from 'vitest'
import { avatarHue, initials } from './initials'

describe('UI-4 initials', () => {
  test.each([
    ['Ada Lovelace', 'AL'],
    ['Chloe', 'C'],
    ['  ben   van der berg ', 'BV'],
    ['👩🏽‍🚀 Chloe', '👩🏽‍🚀C'],
    ['Zoë Ångström', 'ZÅ'],
    ['أميرة حداد', 'أح'],
    ['   ', ''],
  ])('UI-4 of "%s" are "%s"', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })
})

describe('UI-4 the hue', () => {
  test('UI-4 stays the same for an id', () => {
    expect(avatarHue('u_ada')).toBe(avatarHue('u_ada'))
  })

  test('UI-4 is one of ten, and all ten are used', () => {
    const hues = new Set(Array.from({ length: 200 }, (_, index) => avatarHue(`u_${index}`)))
    expect([...hues].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})
