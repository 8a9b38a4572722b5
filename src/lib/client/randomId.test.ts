import { afterEach, expect, test, vi } from 'vitest'
import { randomId } from './randomId'

afterEach(() => vi.unstubAllGlobals())

test('WG-26: makes ids on pages without https, where browsers have no `randomUUID`', () => {
  const { getRandomValues } = crypto
  vi.stubGlobal('crypto', { getRandomValues: getRandomValues.bind(crypto) })
  const ids = Array.from({ length: 1_000 }, randomId)
  expect(new Set(ids).size).toBe(1_000)
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_.:@-]{7,43}$/)
})
