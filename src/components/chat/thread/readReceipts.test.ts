import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createReadReceipts } from './readReceipts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp(readUpTo = 0) {
  const sent: number[] = []
  return { sent, ...createReadReceipts(readUpTo, (seq) => sent.push(seq)) }
}

test('UI-76 a message is read once it was in view for 500 ms', () => {
  const { sent, see } = setUp()
  see(3)
  vi.advanceTimersByTime(499)
  expect(sent).toEqual([])
  vi.advanceTimersByTime(1)
  expect(sent).toEqual([3])
})

test('UI-76 nothing is read while nobody looks, nor when it left the view too soon', () => {
  const { sent, see } = setUp()
  see(3)
  vi.advanceTimersByTime(400)
  see(undefined)
  vi.advanceTimersByTime(5000)
  expect(sent).toEqual([])
  see(9)
  vi.advanceTimersByTime(400)
  see(4)
  vi.advanceTimersByTime(499)
  expect(sent).toEqual([])
  vi.advanceTimersByTime(1)
  expect(sent).toEqual([4])
})

test('UI-76 one receipt stands for many, at most one a second', () => {
  const { sent, see } = setUp()
  for (let seq = 1; seq <= 30; seq += 1) {
    see(seq)
    vi.advanceTimersByTime(100)
  }
  vi.advanceTimersByTime(3000)
  expect(sent.at(-1)).toBe(30)
  expect(sent.length).toBeLessThanOrEqual(5)
})

test('UI-76 what was read before is not said again', () => {
  const { sent, see } = setUp(5)
  see(5)
  vi.advanceTimersByTime(5000)
  expect(sent).toEqual([])
})
