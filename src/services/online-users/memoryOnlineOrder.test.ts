import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OnlineOrder } from './memoryOnlineOrder'

test('PR-6 any page of thousands, many of whom have left, is what a plain list gives', () => {
  const leaving = fc.array(fc.nat(2999), { maxLength: 2500, size: 'max' })
  fc.assert(
    fc.property(leaving, fc.nat(3100), (gone, place) => {
      const order = new OnlineOrder<{ place: number }>()
      const entries = Array.from({ length: 3000 }, (_, index) => ({ place: index + 1 }))
      for (const entry of entries) order.append(entry)
      for (const index of gone) order.remove(entries[index] ?? { place: 0 })
      const left = entries.filter((_, index) => !gone.includes(index))
      expect([...order.after(place)]).toEqual(left.filter((entry) => entry.place > place))
      expect([...order.after(0)]).toHaveLength(left.length)
    }),
    { numRuns: 30 },
  )
})
