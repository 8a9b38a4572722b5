import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { closeInWaves } from './closeSockets'
import type { SocketServer } from './socketServer'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('RT-45 closes thousands of sockets in twenty waves over the given time', async () => {
  const { io, closed } = testSockets(2000)
  const done = closeInWaves(io, 2000)
  const afterEachWave = [closed()]
  for (let wave = 1; wave < 20; wave += 1) {
    await vi.advanceTimersByTimeAsync(100)
    afterEachWave.push(closed())
  }
  await done
  expect(afterEachWave).toEqual(Array.from({ length: 20 }, (_, wave) => (wave + 1) * 100))
})

test('RT-45 closes a few at once', async () => {
  const { io, closed } = testSockets(50)
  await closeInWaves(io, 2000)
  expect(closed()).toBe(50)
})

test('RT-51 tells each why before it is closed, if it is a restart', async () => {
  const { io, closed, told } = testSockets(2)
  await closeInWaves(io, 2000, { isRestart: true })
  expect(told).toEqual([
    ['server_restarting', { withinMs: 1000 }, 0],
    ['server_restarting', { withinMs: 1000 }, 1],
  ])
  expect(closed()).toBe(2)
})

function testSockets(count: number) {
  let closed = 0
  const told: unknown[] = []
  const socket = {
    emit: (...what: unknown[]) => void told.push([...what, closed]),
    conn: { close: () => void closed++ },
  }
  const sockets = new Map(Array.from({ length: count }, (_, index) => [String(index), socket]))
  return { io: { of: () => ({ sockets }) } as unknown as SocketServer, closed: () => closed, told }
}
