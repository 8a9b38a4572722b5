import type { Namespace } from 'socket.io'
import { expect, test } from 'vitest'
import type { RoomMessage, RoomRelay } from '@/services/realtime'
import { relayedRooms } from './relayedRooms'

const options = (rooms: string[], flags = {}) => ({
  rooms: new Set(rooms),
  except: new Set(['socket-9']),
  flags,
})

test('RT-41 an event is told to the own sockets at once and handed to the relay', () => {
  const { rooms, told, relayed } = testRooms()
  rooms.broadcast({ type: 2, nsp: '/', data: ['message', { seq: 1 }] }, options(['a']))
  expect(told).toEqual([['socket-1', 'message', { seq: 1 }]])
  expect(relayed).toEqual([
    { deed: 'say', rooms: ['a'], except: ['socket-9'], body: '["message",{"seq":1}]' },
  ])
})

test('RT-40 what is meant for this process alone is not relayed', () => {
  const { rooms, relayed } = testRooms()
  rooms.broadcast({ type: 2, nsp: '/', data: ['message'] }, options(['a'], { local: true }))
  rooms.disconnectSockets(options(['a'], { local: true }), true)
  expect(relayed).toEqual([])
})

test('RT-40 a relayed event reaches the members of its rooms, and is read only where there are any', () => {
  const { told, hear } = testRooms()
  const said = { deed: 'say', except: [], body: '["message",{"seq":2}]' } as const
  hear({ ...said, rooms: ['a', 'b'] })
  hear({ ...said, rooms: ['nobody'], body: 'never parsed' })
  expect(told).toEqual([['socket-1', 'message', { seq: 2 }]])
})

test('RT-40 sockets of a room are ended on every process', () => {
  const { rooms, closed, relayed, hear } = testRooms()
  rooms.disconnectSockets(options(['b']), true)
  expect(relayed).toEqual([{ deed: 'close', rooms: ['b'], except: ['socket-9'], body: 'true' }])
  hear({ deed: 'close', rooms: ['a'], except: [], body: 'true' })
  expect(closed).toEqual(['socket-1'])
})

/** One socket in the room `a`, and a relay that only remembers. */
function testRooms() {
  const told: unknown[][] = []
  const closed: string[] = []
  const relayed: RoomMessage[] = []
  let hear = (_: RoomMessage) => {}
  const relay: RoomRelay = {
    id: 'process-1',
    onSilence: () => undefined,
    sendLater: (message) => void relayed.push(message),
    listen: ({ message }) => {
      hear = message
    },
    close: async () => undefined,
  }
  const socket = {
    id: 'socket-1',
    notifyOutgoingListeners: ({ data }: { data: unknown[] }) =>
      told.push(['socket-1', ...data.slice(0, 2)]),
    client: { writeToEngine: () => undefined },
    disconnect: () => closed.push('socket-1'),
  }
  const adapter = relayedRooms(relay, () => undefined)
  const rooms = adapter({
    name: '/',
    server: {
      opts: { connectionStateRecovery: { maxDisconnectionDuration: 10_000 } },
      encoder: { encode: () => [] },
    },
    sockets: new Map([['socket-1', socket]]),
  } as unknown as Namespace)
  void rooms.addAll('socket-1', new Set(['a']))
  return { rooms, told, closed, relayed, hear: (message: RoomMessage) => hear(message) }
}
