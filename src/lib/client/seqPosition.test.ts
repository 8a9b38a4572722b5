import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasHole, positionAt, readUpTo, sawSeq } from './seqPosition'

const upTo = (seq: number) => Array.from({ length: seq }, (_, index) => index + 1)

/** The plain truth: every known `seq`, and the first that is missing. */
function truthOf(known: ReadonlySet<number>) {
  let seq = 0
  while (known.has(seq + 1)) seq += 1
  return { seq, hole: [...known].some((one) => one > seq) }
}

test('CL-22 a position is the end of what is known without a hole, whatever came in what order', () => {
  const event = fc.record({ read: fc.boolean(), seq: fc.integer({ min: 1, max: 15 }) })
  fc.assert(
    fc.property(fc.array(event), fc.nat(5), (events, start) => {
      let known = new Set(upTo(start))
      let position = positionAt(start)
      for (const { read, seq } of events) {
        position = read ? readUpTo(position, seq) : sawSeq(position, seq)
        known = new Set([...known, ...(read ? upTo(seq) : [seq])])
        const shown = { seq: position.seq, hole: hasHole(position) }
        expect(shown).toEqual(truthOf(known))
      }
    }),
  )
})
