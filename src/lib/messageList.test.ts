import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { messageOf } from './client/testing/fakeMessages'
import { findGap, lastSeqOf, merge } from './messageList'
import type { Message } from './protocol'

const seqs = (messages: readonly Message[]) => messages.map(({ seq }) => seq)

describe('merge', () => {
  test('CL-40 any order and repetition of answer, echo and pages gives each once in order', () => {
    const arrivals = fc.integer({ min: 1, max: 30 }).chain((count) =>
      fc.tuple(
        fc.constant(count),
        fc.array(fc.array(fc.integer({ min: 1, max: count }), { maxLength: 6 }), {
          maxLength: 20,
        }),
      ),
    )
    fc.assert(
      fc.property(arrivals, ([count, parts]) => {
        const all = Array.from({ length: count }, (_, index) => index + 1)
        const shuffled = [...parts, [...all].reverse()]
        const merged = shuffled.reduce<readonly Message[]>(
          (list, part) =>
            merge(
              list,
              part.map((seq) => messageOf(seq)),
            ),
          [],
        )
        expect(seqs(merged)).toEqual(all)
        expect(new Set(merged.map(({ id }) => id)).size).toBe(count)
      }),
    )
  })

  test('CL-40 returns the same list when nothing is new', () => {
    const list = merge([], [messageOf(1), messageOf(2)])
    expect(merge(list, [messageOf(2)])).toBe(list)
    expect(merge(list, [messageOf(3)])).not.toBe(list)
  })

  test('CL-41 of two versions the later stays, in any order of arrival', () => {
    const first = messageOf(1)
    const edited = { ...first, text: 'new', editedAt: '2026-01-15T09:00:00.000Z' }
    const again = { ...first, text: 'newer', editedAt: '2026-01-15T09:01:00.000Z' }
    const deleted = { ...first, text: '', deletedAt: '2026-01-15T09:00:30.000Z' }
    const versions = [first, edited, again]
    fc.assert(
      fc.property(fc.shuffledSubarray(versions, { minLength: 3 }), (order) => {
        expect(merge([], order)).toEqual([again])
        expect(merge(merge([], [deleted]), order)).toEqual([deleted])
        expect(merge(merge([], order), [deleted])).toEqual([deleted])
      }),
    )
  })
})

test('CL-42 the first hole is found, and a list without one has none', () => {
  const list = merge([], [messageOf(4), messageOf(5), messageOf(8), messageOf(12)])
  expect(findGap(list)).toEqual({ after: 5, before: 8 })
  expect(findGap(merge(list, [messageOf(6), messageOf(7)]))).toEqual({ after: 8, before: 12 })
  expect(findGap([messageOf(4), messageOf(5)])).toBeUndefined()
  expect(findGap([])).toBeUndefined()
})

test('the last seq of a list is its highest, and 0 of an empty one', () => {
  expect(lastSeqOf(merge([], [messageOf(9), messageOf(3)]))).toBe(9)
  expect(lastSeqOf([])).toBe(0)
})
