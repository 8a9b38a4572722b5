import { expect, test } from 'vitest'
import { enterOnlineUsers } from './fakeSockets'
import { person, socketOf, testPresence } from './testPresence'

const told = ({ transitions }: { transitions: { what: string; reason: string }[] }) =>
  transitions.map(({ what, reason }) => `${what}: ${reason}`)

test('PR-85 somebody online is explained by each connection, its process and its last sign of life', async () => {
  const { onlineUsers, clock } = testPresence()
  await onlineUsers.connect(socketOf('ben', 'laptop'), 'polling')
  await clock.advance(4000)
  await onlineUsers.heartbeat('ben.laptop')
  await onlineUsers.upgrade('ben.laptop')
  await clock.advance(3000)
  const { state, reason, connections } = await onlineUsers.explain('acme', 'ben')
  expect([state, reason]).toEqual(['online', 'One connection is alive.'])
  const [laptop] = connections
  expect(laptop).toMatchObject({ connectionId: 'ben.laptop', transport: 'websocket', active: true })
  expect(clock.now() - Date.parse(laptop?.lastBeatAt ?? '')).toBe(3000)
  expect(Date.parse(laptop?.leaseEndsAt ?? '') - clock.now()).toBe(13_000)
})

test('PR-85 of a connection of another process the last sign of life is that of the process', async () => {
  const { store, clock } = testPresence()
  const other = testPresence({ store, clock })
  await other.onlineUsers.connect(socketOf('ben'))
  await clock.advance(2000)
  const { onlineUsers } = testPresence({ store, clock })
  const [connection] = (await onlineUsers.explain('acme', 'ben')).connections
  expect(clock.now() - Date.parse(connection?.lastBeatAt ?? '')).toBe(2000)
})

test.each([
  ['transport close', 'The page was closed'],
  ['client namespace disconnect', 'The page was closed'],
  ['transport error', 'The line broke'],
  ['ping timeout', 'No sign of life came any more'],
  ['forced close', 'The server closed the line'],
])('PR-86 a socket that ends by "%s" is in grace because: %s', async (ended, why) => {
  const world = testPresence()
  const socket = enterOnlineUsers(person('ben'), world)
  await world.clock.advance(1000)
  socket.close(ended)
  await world.clock.advance(1000)
  const explanation = await world.onlineUsers.explain('acme', 'ben')
  expect(explanation.state).toBe('grace')
  expect(explanation.reason).toBe(`${why}; offline when the grace is over.`)
  expect(Date.parse(explanation.graceEndsAt ?? '') - world.clock.now()).toBe(4000)
  await world.clock.advance(5000)
  const after = await world.onlineUsers.explain('acme', 'ben')
  expect([after.state, after.reason]).toEqual(['offline', 'Nobody came back within the grace.'])
  expect(told(after)).toEqual([
    'offline: Nobody came back within the grace',
    `grace: ${why}`,
    `left: ${why}`,
    'online: A page was opened',
    'joined: A page was opened',
  ])
})

test('PR-86 a sign-out is the reason, and nobody waits for a grace', async () => {
  const world = testPresence()
  const socket = enterOnlineUsers(person('ben'), world)
  await world.clock.advance(1000)
  socket.close('server namespace disconnect')
  await world.clock.advance(0)
  const { state, reason } = await world.onlineUsers.explain('acme', 'ben')
  expect([state, reason]).toEqual(['offline', 'Signed out, or was signed out.'])
})

test('PR-87 an id that was not online here is said to be that, and nothing is invented', async () => {
  const { onlineUsers } = testPresence()
  await onlineUsers.connect(socketOf('ben'))
  const nothing = {
    success: true,
    state: 'offline',
    reason: 'Nobody by this id was online here in the last hour.',
    connections: [],
    transitions: [],
  }
  expect(await onlineUsers.explain('acme', 'u_nobody')).toEqual({ ...nothing, userId: 'u_nobody' })
  expect(await onlineUsers.explain('globex', 'ben')).toEqual({ ...nothing, userId: 'ben' })
})
