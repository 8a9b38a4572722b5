import fc from 'fast-check'
import { expect, test } from 'vitest'
import { brandOf, contrast } from './brandColour'

test('WG-8 text on the colour is white or ink, whichever stands out more', () => {
  expect(brandOf('#2e5cde')).toEqual({ fill: '#2e5cde', text: '#ffffff' })
  expect(brandOf('#FFD400')).toEqual({ fill: '#FFD400', text: '#151922' })
  expect(brandOf('#000')).toEqual({ fill: '#000', text: '#ffffff' })
  expect(brandOf('#ffd1dc').text).toBe('#151922')
})

test('WG-8 a colour on which neither is readable is moved until one is, and no further', () => {
  const middle = '#7c7c7c'
  expect(contrast(middle, '#ffffff')).toBeLessThan(4.5)
  expect(contrast(middle, '#151922')).toBeLessThan(4.5)
  const { fill, text } = brandOf(middle)
  expect(contrast(fill, text)).toBeGreaterThanOrEqual(4.5)
  expect(contrast(fill, text)).toBeLessThan(5)
})

test('WG-8 holds for every colour there is', () => {
  const part = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(part, part, part, (...parts) => {
      const color = `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`
      const { fill, text } = brandOf(color)
      return contrast(fill, text) >= 4.5
    }),
    { numRuns: 2000 },
  )
})
