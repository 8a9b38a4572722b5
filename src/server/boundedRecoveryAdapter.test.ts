import type { Namespace } from 'socket.io'
import { expect, test } from 'vitest'
import { boundedRecoveryAdapter } from './boundedRecoveryAdapter'

const namespace = {
  server: {
    opts: { connectionStateRecovery: { maxDisconnectionDuration: 10_000 } },
    encoder: { encode: () => [] },
  },
  sockets: new Map(),
} as unknown as Namespace

test('however much is broadcast, only the newest is kept for sockets that come back', () => {
  const adapter = boundedRecoveryAdapter(namespace)
  const opts = { rooms: new Set(['a']), except: new Set<string>(), flags: {} }
  for (let seq = 1; seq <= 5000; seq += 1) {
    adapter.broadcast({ type: 2, nsp: '/', data: ['message', seq] }, opts)
  }
  const { packets } = adapter as unknown as { packets: { data: unknown[] }[] }
  expect(packets.length).toBeLessThanOrEqual(320)
  expect(packets.at(-1)?.data[1]).toBe(5000)
})
