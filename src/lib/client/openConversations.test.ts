import { describe, expect, test } from 'vitest'
import { startRig } from './testing/startClient'

const reads = (rig: Awaited<ReturnType<typeof startRig>>) => rig.server.asked('messages/')

describe('opening', () => {
  test('CL-21 reads nothing when the room says that nothing is missing', async () => {
    const rig = await startRig(({ server }) => server.write())
    rig.client.openConversation('c1', 1)
    await rig.clock.advance(100)
    expect(rig.server.socket.heard('join_conversation')).toEqual([{ conversationId: 'c1' }])
    expect(reads(rig)).toEqual([])
  })

  test('CL-20 reads what came since the page on screen', async () => {
    const rig = await startRig(({ server }) => {
      server.write()
      server.write()
    })
    rig.client.openConversation('c1', 1)
    await rig.clock.advance(100)
    expect(rig.seqs()).toEqual([2])
  })

  test('without a position reads the newest page', async () => {
    const rig = await startRig(({ server }) => {
      server.write()
      server.write()
    })
    rig.client.openConversation('c1')
    await rig.clock.advance(100)
    expect(rig.seqs()).toEqual([1, 2])
    expect(reads(rig).map(({ line }) => line)).toEqual(['GET /api/privatechat/messages/c1'])
    rig.client.openConversation('c1')
    await rig.clock.advance(100)
    expect(reads(rig)).toHaveLength(1)
  })

  test('CL-20 is read anyway when the room does not answer', async () => {
    const rig = await startRig(({ server }) => {
      server.write()
      server.socket.reply('join_conversation', () => undefined)
    })
    rig.client.openConversation('c1', 0)
    await rig.clock.advance(5_100)
    expect(rig.seqs()).toEqual([1])
  })

  test('a conversation that is closed is left, and read no more', async () => {
    const rig = await startRig()
    rig.client.openConversation('c1', 0)
    rig.client.closeConversation('c1')
    rig.server.write('c1', { silently: true })
    await rig.client.refresh()
    expect(rig.server.socket.heard('leave_conversation')).toEqual([{ conversationId: 'c1' }])
    expect(rig.seqs()).toEqual([])
  })
})

describe('a hole', () => {
  test('CL-22 is delivered around at once and read after 250 ms', async () => {
    const rig = await startRig()
    rig.client.openConversation('c1', 0)
    await rig.clock.advance(10)
    rig.server.write('c1', { silently: true })
    rig.server.write()
    expect(rig.seqs()).toEqual([2])
    await rig.clock.advance(240)
    expect(reads(rig)).toEqual([])
    await rig.clock.advance(20)
    expect(reads(rig).map(({ line }) => line.split('?')[1])).toEqual(['after=0&limit=100'])
    expect([...new Set(rig.seqs())].sort()).toEqual([1, 2])
  })

  test('CL-22 that closes by itself is not read', async () => {
    const rig = await startRig()
    rig.client.openConversation('c1', 0)
    await rig.clock.advance(10)
    const first = rig.server.write('c1', { silently: true })
    rig.server.write()
    rig.server.socket.say('private_message_created', { message: first })
    await rig.clock.advance(1_000)
    expect(reads(rig)).toEqual([])
    rig.server.write()
    await rig.clock.advance(1_000)
    expect(reads(rig)).toEqual([])
  })

  test('CL-22 seen during a reading is read after it, from where that one ended', async () => {
    const rig = await startRig()
    rig.client.openConversation('c1', 0)
    await rig.clock.advance(10)
    const release = rig.server.hold('messages/')
    const missed = () => {
      rig.server.write('c1', { silently: true })
      rig.server.write()
      return rig.clock.advance(300)
    }
    await missed()
    await missed()
    expect(reads(rig)).toHaveLength(1)
    release()
    await rig.clock.advance(10)
    expect(reads(rig).map(({ line }) => line.split('?')[1])).toEqual([
      'after=0&limit=100',
      'after=4&limit=100',
    ])
  })

  test('CL-22 that could not be read is read at the next connection', async () => {
    const rig = await startRig()
    rig.client.openConversation('c1', 0)
    await rig.clock.advance(10)
    rig.server.write('c1', { silently: true })
    rig.server.http = 'refused'
    rig.server.write()
    await rig.clock.advance(500)
    expect(rig.seqs()).toEqual([2])
    rig.server.http = 'works'
    rig.server.socket.drop()
    await rig.clock.advance(1_000)
    expect([...new Set(rig.seqs())].sort()).toEqual([1, 2])
  })
})

test('CL-23 a conversation that is closed to the user does not keep the others from being read', async () => {
  const rig = await startRig(({ server }) =>
    server.refusals.set('messages/c9', 'CONVERSATION_NOT_FOUND'),
  )
  rig.client.openConversation('c9')
  rig.client.openConversation('c1', 0)
  await rig.clock.advance(10)
  rig.server.socket.drop()
  rig.server.write('c1', { silently: true })
  await rig.clock.advance(1_000)
  expect(rig.client.state()).toBe('real-time')
  expect(rig.seqs()).toEqual([1])
})

describe('edits and deletions', () => {
  test('CL-74 made while the tab was away are delivered after connecting', async () => {
    const rig = await startRig()
    const first = rig.server.write()
    rig.server.write()
    rig.client.openConversation('c1', 2, 0)
    await rig.clock.advance(10)
    rig.server.socket.drop()
    rig.server.edit(first, 'edited while away', { silently: true })
    await rig.clock.advance(1_000)
    expect(rig.client.state()).toBe('real-time')
    expect(rig.told('message').at(-1)?.message.text).toBe('edited while away')
    expect(reads(rig).map(({ line }) => line.split('?')[1])).toEqual(['changedAfter=0&limit=100'])
  })

  test('CL-74 are read page by page, and what is known is not read again', async () => {
    const rig = await startRig(({ server }) => {
      server.pageSize = 2
    })
    const written = Array.from({ length: 5 }, () => rig.server.write())
    for (const message of written) rig.server.edit(message, 'edited', { silently: true })
    rig.client.openConversation('c1', 5, 0)
    await rig.clock.advance(10)
    const lines = () => reads(rig).map(({ line }) => line.split('?')[1])
    const expected = [0, 2, 4].map((after) => `changedAfter=${after}&limit=100`)
    expect(lines()).toEqual(expected)
    rig.client.closeConversation('c1')
    rig.client.openConversation('c1', 5, 0)
    await rig.client.refresh()
    expect(lines()).toEqual(expected)
  })

  test('CL-74 are read while polling, when the list says that there are some', async () => {
    const rig = await startRig()
    const first = rig.server.write()
    rig.client.openConversation('c1', 1, 0)
    await rig.clock.advance(10)
    rig.server.socket.onTry = () => new Error('websocket error')
    rig.server.socket.drop()
    await rig.clock.advance(20_000)
    expect(reads(rig)).toEqual([])
    rig.server.edit(first, 'edited while polling', { silently: true })
    await rig.clock.advance(5_000)
    expect(reads(rig)).toHaveLength(1)
    expect(rig.told('message').at(-1)?.message.text).toBe('edited while polling')
  })
})
