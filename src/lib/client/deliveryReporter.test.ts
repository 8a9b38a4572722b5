import { expect, test } from 'vitest'
import type { SeqMark } from '../protocol'
import { cut, mend, type Rig, startRig } from './testing/startClient'

const overSocket = (rig: Rig) => rig.server.socket.heard('message_delivered') as SeqMark[]
const overHttp = (rig: Rig) =>
  rig.server.asked('/delivered').map(({ body }) => (body as { delivered: SeqMark[] }).delivered)

async function started(): Promise<Rig> {
  const rig = await startRig()
  await rig.clock.advance(2_000)
  return rig
}

test('CL-72 a message of somebody else is told as delivered at once, a burst once a second', async () => {
  const rig = await started()
  rig.server.write()
  await rig.clock.advance(0)
  expect(overSocket(rig)).toEqual([{ conversationId: 'c1', seq: 1 }])
  for (let more = 0; more < 20; more += 1) rig.server.write()
  await rig.clock.advance(999)
  expect(overSocket(rig)).toHaveLength(1)
  await rig.clock.advance(1)
  expect(overSocket(rig).at(-1)).toEqual({ conversationId: 'c1', seq: 21 })
  await rig.clock.advance(5_000)
  expect(overSocket(rig)).toHaveLength(2)
})

test('CL-72 what I send is not told as delivered to me', async () => {
  const rig = await started()
  const mine = { ...rig.server.write('c1', { silently: true }), senderId: 'u_ada' }
  rig.server.socket.say('private_message_created', { message: mine })
  await rig.clock.advance(2_000)
  expect(overSocket(rig)).toEqual([])
  rig.server.write()
  await rig.clock.advance(2_000)
  expect(overSocket(rig)).toEqual([{ conversationId: 'c1', seq: 2 }])
})

test('CL-73 what came while nobody was connected is told in one request', async () => {
  const rig = await startRig(({ server }) => {
    server.conversationIds = ['c1', 'c2', 'c3']
    for (const id of ['c1', 'c1', 'c2']) server.write(id)
  })
  await rig.clock.advance(0)
  expect(overHttp(rig)).toEqual([
    [
      { conversationId: 'c1', seq: 2 },
      { conversationId: 'c2', seq: 1 },
    ],
  ])
  expect(overSocket(rig)).toEqual([])
})

test('CL-73 what did not arrive is told again when the server is reached', async () => {
  const rig = await started()
  rig.server.socket.reply('message_delivered', () => undefined)
  rig.server.write()
  await rig.clock.advance(5_000)
  cut(rig)
  rig.server.socket.reply('message_delivered', () => ({ success: true }))
  mend(rig)
  await rig.clock.advance(3_000)
  expect(overSocket(rig).at(-1)).toEqual({ conversationId: 'c1', seq: 1 })
  const count = overSocket(rig).length
  expect(count).toBeGreaterThan(1)
  await rig.clock.advance(30_000)
  expect(overSocket(rig)).toHaveLength(count)
})

test('CL-72 what is read is not told as delivered as well', async () => {
  const rig = await started()
  rig.server.write()
  rig.client.markRead('c1', 1)
  await rig.clock.advance(2_000)
  expect(overSocket(rig)).toEqual([])
})
