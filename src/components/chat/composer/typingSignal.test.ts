import { expect, test } from 'vitest'
import { createTypingSignal } from './typingSignal'

function setUp() {
  const said: [string, boolean][] = []
  const clock = { nowMs: 0 }
  const signal = createTypingSignal(
    (id, isTyping) => said.push([id, isTyping]),
    () => clock.nowMs,
  )
  return { said, clock, signal }
}

test('UI-53 typing is said at most every 3 s', () => {
  const { said, clock, signal } = setUp()
  for (clock.nowMs = 0; clock.nowMs <= 3000; clock.nowMs += 500) signal.typed('c1', 'text')
  expect(said).toEqual([
    ['c1', true],
    ['c1', true],
  ])
})

test('UI-53 an empty field, sending and leaving end it, once', () => {
  const { said, signal } = setUp()
  signal.typed('c1', 'text')
  signal.typed('c1', ' ')
  signal.stop()
  expect(said).toEqual([
    ['c1', true],
    ['c1', false],
  ])
})
