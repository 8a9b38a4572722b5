import { describe, expect, test } from 'vitest'
import { recentIds } from './recentIds'

describe('recent ids', () => {
  test('are there once, until they are taken away', () => {
    const ids = recentIds(2)
    expect([ids.add('a'), ids.add('a')]).toEqual([true, false])
    expect([ids.delete('a'), ids.delete('a')]).toEqual([true, false])
    expect(ids.add('a')).toBe(true)
  })

  test('are the last ones for certain, and bounded', () => {
    const ids = recentIds(10)
    const names = Array.from({ length: 40 }, (_, nth) => `id-${nth}`)
    for (const name of names) ids.add(name)
    const known = names.filter((name) => ids.delete(name))
    expect(known.slice(-10)).toEqual(names.slice(-10))
    expect(known.length).toBeLessThan(20)
  })
})
