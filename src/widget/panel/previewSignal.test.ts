import { expect, test } from 'vitest'
import { FakeClock } from '@/lib/client/testing/fakeClock'
import { createPreviewSignal } from './previewSignal'

function setUp() {
  const said: unknown[] = []
  const clock = new FakeClock()
  return { said, clock, signal: createPreviewSignal((now) => said.push(now), clock) }
}

const writing = (preview: string) => ({ isTyping: true, preview })
const over = { isTyping: false }

test('WG-27: what is being written is told at most every 0.8 s, its last words included', async () => {
  const { said, clock, signal } = setUp()
  for (const text of ['D', 'Do', 'Do you']) {
    signal.typed(text)
    await clock.advance(100)
  }
  expect(said).toEqual([writing('D')])
  await clock.advance(500)
  expect(said).toEqual([writing('D'), writing('Do you')])
  await clock.advance(10_000)
  expect(said).toHaveLength(2)
  signal.typed(`Do you${' repair'.repeat(50)}`)
  expect(said[2]).toEqual(writing(' repair'.repeat(50).slice(-200)))
})

test('WG-27: sent, cleared or left it is over, once, and nothing of it is told afterwards', async () => {
  const { said, clock, signal } = setUp()
  signal.typed('A')
  signal.typed('A card')
  signal.stop()
  signal.stop()
  await clock.advance(10_000)
  expect(said).toEqual([writing('A'), over])
  signal.typed('A')
  signal.typed(' ')
  expect(said).toEqual([writing('A'), over, writing('A'), over])
})
