import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OnlineOrder } from './memoryOnlineOrder'

test('PR-6 any page of thousands, many of whom have left, is what a plain list gives', () => {
  const run = fc.record({ from: fc.nat(2999), length: fc.nat(1200) })
  fc.assert(
    fc.property(fc.array(run, { maxLength: 4 }), fc.nat(3100), (leaving, place) => {
      const isGone = (at: number) => leaving.some((r) => at >= r.from && at < r.from + r.length)
      const order = new OnlineOrder<{ place: number }>()
      const entries = Array.from({ length: 3000 }, (_, index) => ({ place: index + 1 }))
      for (const entry of entries) order.append(entry)
      for (const [index, entry] of entries.entries()) if (isGone(index)) order.remove(entry)
      const left = entries.filter((_, index) => !isGone(index))
      expect([...order.after(place)]).toEqual(left.filter((entry) => entry.place > place))
      expect([...order.after(0)]).toHaveLength(left.length)
      const earlier = left.filter((entry) => entry.place < place).reverse()
      expect([...order.before(place)]).toEqual(earlier)
      expect([...order.before(Number.POSITIVE_INFINITY)]).toHaveLength(left.length)
    }),
    { numRuns: 60 },
  )
})
