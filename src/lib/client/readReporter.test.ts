import { expect, test } from 'vitest'
import { startRig } from './testing/startClient'

const seqsOf = (said: { seq: number }[]) => said.map(({ seq }) => seq)

test('a receipt goes over the socket, and a lower or equal one is not said', async () => {
  const rig = await startRig()
  rig.client.markRead('c1', 3)
  rig.client.markRead('c1', 3)
  rig.client.markRead('c1', 2)
  rig.client.markRead('c1', 5)
  await rig.clock.advance(0)
  expect(seqsOf(rig.server.socket.heard('message_read'))).toEqual([3, 5])
})

test('without a socket it goes over HTTP', async () => {
  const rig = await startRig()
  rig.server.socket.onTry = () => undefined
  rig.server.socket.drop()
  rig.client.markRead('c1', 3)
  await rig.clock.advance(0)
  expect(rig.server.asked('/read').map(({ body }) => body)).toEqual([
    { conversationId: 'c1', seq: 3 },
  ])
})

test('CL-37 what did not arrive is said again, the highest only, when the server is reached', async () => {
  const rig = await startRig()
  rig.server.socket.onTry = () => new Error('websocket error')
  rig.server.http = 'refused'
  rig.server.socket.drop()
  rig.client.markRead('c1', 3)
  await rig.clock.advance(0)
  rig.client.markRead('c1', 7)
  await rig.clock.advance(0)
  rig.server.socket.onTry = () => 'accept'
  rig.server.http = 'works'
  await rig.clock.advance(5_000)
  expect(seqsOf(rig.server.socket.heard('message_read'))).toEqual([7])
})

test('CL-37 what is refused for good is not said again', async () => {
  const rig = await startRig()
  rig.server.socket.reply('message_read', () => ({
    success: false,
    error: 'Conversation not found',
    code: 'CONVERSATION_NOT_FOUND',
    retry: false,
  }))
  rig.client.markRead('c1', 3)
  await rig.clock.advance(0)
  rig.server.socket.drop()
  await rig.clock.advance(5_000)
  expect(rig.server.socket.heard('message_read')).toHaveLength(1)
})
