import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Delivered } from './conversationStore'
import { deliveredMarks } from './deliveredMarks'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const markOf = (userId: string, seq: number, conversationId = 'c1'): Delivered => ({
  tenantId: 'acme',
  userId,
  conversationId,
  seq,
})

function recorded() {
  const statements: (readonly Delivered[])[] = []
  const marks = deliveredMarks({
    markDelivered: async (delivered) => {
      statements.push(delivered)
      return delivered.map(({ seq }) => ({
        lastDeliveredSeq: seq,
        moved: true,
        participantIds: ['ada', 'ben'],
      }))
    },
  })
  return { marks, statements }
}

test('DL-13 what comes within a moment is one statement, the highest mark of each user in it', async () => {
  const { marks, statements } = recorded()
  const answers = Promise.all([
    marks.mark(markOf('ben', 3)),
    marks.mark(markOf('chloe', 2)),
    marks.mark(markOf('ben', 5)),
    marks.mark(markOf('ben', 4)),
    marks.mark(markOf('ben', 1, 'c2')),
  ])
  await vi.advanceTimersByTimeAsync(99)
  expect(statements).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(statements).toEqual([[markOf('ben', 5), markOf('chloe', 2), markOf('ben', 1, 'c2')]])
  expect((await answers).map((mark) => mark?.moved)).toEqual([true, true, false, false, true])
})

test('DL-13 marks that come later are another statement', async () => {
  const { marks, statements } = recorded()
  void marks.mark(markOf('ben', 1))
  await vi.advanceTimersByTimeAsync(100)
  void marks.mark(markOf('ben', 2))
  await vi.advanceTimersByTimeAsync(100)
  expect(statements).toEqual([[markOf('ben', 1)], [markOf('ben', 2)]])
})

test('DL-13 a statement that fails is an error for those in it, and the next goes on', async () => {
  let fails = true
  const marks = deliveredMarks({
    markDelivered: async (delivered) => {
      if (fails) throw new Error('away')
      return delivered.map(({ seq }) => ({
        lastDeliveredSeq: seq,
        moved: true,
        participantIds: [],
      }))
    },
  })
  const first = marks.mark(markOf('ben', 1)).catch((error: Error) => error.message)
  await vi.advanceTimersByTimeAsync(100)
  expect(await first).toBe('away')
  fails = false
  const second = marks.mark(markOf('ben', 2))
  await vi.advanceTimersByTimeAsync(100)
  expect(await second).toMatchObject({ lastDeliveredSeq: 2 })
})

test('DL-13 closing stores what waits', async () => {
  const { marks, statements } = recorded()
  void marks.mark(markOf('ben', 1))
  const closed = marks.close()
  await vi.advanceTimersByTimeAsync(100)
  await closed
  expect(statements).toHaveLength(1)
})
