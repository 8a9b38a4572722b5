import { describe, expect, test } from 'vitest'
import { cut, makeRig, mend, type Rig, startRig } from './client/testing/startClient'

describe('connecting', () => {
  test('shows the token, the tab and batched presence', async () => {
    const { server } = await startRig()
    expect(server.socket.address?.auth()).toEqual({
      token: 'token-1',
      tab: 'tab-1',
      presence: 'batch',
    })
    expect(server.socket.tries).toEqual([['websocket', 'polling']])
    expect(server.socket.heard('join_user')).toEqual([{ userId: 'u_ada' }])
  })

  test('CL-5 is real-time only after everything missed was delivered', async () => {
    const rig = makeRig()
    rig.server.write()
    rig.server.write()
    rig.server.refusals.set('/conversations', 'UNAVAILABLE')
    rig.client.openConversation('c1', 0)
    await rig.clock.advance(0)
    rig.client.start()
    await rig.clock.advance(100)
    expect(rig.server.socket.connected).toBe(true)
    expect(rig.client.state()).toBe('connecting')
    rig.server.refusals.clear()
    await rig.clock.advance(1_000)
    expect(rig.client.state()).toBe('real-time')
    const order = rig.events.map(({ type }) => type)
    expect(order.indexOf('caught-up')).toBeGreaterThan(order.lastIndexOf('message'))
    expect(order.indexOf('caught-up')).toBeGreaterThan(order.indexOf('conversations'))
    expect(order.indexOf('caught-up')).toBeGreaterThan(order.indexOf('presence'))
    expect(order.indexOf('caught-up')).toBeLessThan(order.lastIndexOf('state'))
    expect(rig.seqs()).toEqual([1, 2])
  })

  test('CL-7 tries are spaced by a back-off up to 10 s', async () => {
    const rig = makeRig()
    const atMs: number[] = []
    rig.server.socket.onTry = () => {
      atMs.push(rig.clock.now())
      return new Error('websocket error')
    }
    rig.client.start()
    await rig.clock.advance(60_000)
    const waits = atMs.slice(1).map((at, index) => at - (atMs[index] ?? 0))
    expect(waits.slice(0, 7)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
  })

  test('CL-9 a try without a sign is given up, and the next one begins with the other transport', async () => {
    const rig = makeRig()
    rig.server.socket.onTry = () => undefined
    rig.client.start()
    await rig.clock.advance(10_600)
    expect(rig.server.socket.tries).toEqual([
      ['websocket', 'polling'],
      ['polling', 'websocket'],
    ])
  })

  test('CL-3 CL-10 polls after 10 s without a socket and goes on trying', async () => {
    const rig = makeRig()
    rig.server.socket.onTry = () => new Error('websocket error')
    rig.client.start()
    await rig.clock.advance(9_900)
    expect(rig.client.state()).toBe('connecting')
    await rig.clock.advance(200)
    expect(rig.client.state()).toBe('polling')
    mend(rig)
    await rig.clock.advance(10_000)
    expect(rig.client.state()).toBe('real-time')
  })
})

describe('a drop', () => {
  test('CL-100 CL-101 that the server announced is restarting, and tried within the time it named', async () => {
    const rig = await startRig()
    const atMs: number[] = []
    const droppedAtMs = rig.clock.now()
    rig.server.socket.say('server_restarting', { withinMs: 3_000 })
    cut(rig)
    rig.server.socket.onTry = () => {
      atMs.push(rig.clock.now() - droppedAtMs)
      return new Error('websocket error')
    }
    await rig.clock.advance(4_000)
    expect(atMs.slice(0, 2)).toEqual([1_500, 2_500])
    expect(rig.client.state()).toBe('restarting')
    mend(rig)
    await rig.clock.advance(10_000)
    expect(rig.client.state()).toBe('real-time')
  })

  test('CL-1 CL-54 shorter than 2 s is never seen, and the list of people does not flicker', async () => {
    const rig = await startRig(({ server }) => {
      server.online = [person('u_ada'), person('u_ben')]
    })
    const before = rig.events.length
    rig.server.socket.drop()
    await rig.clock.advance(1_900)
    expect(rig.client.state()).toBe('real-time')
    const since = rig.events.slice(before)
    expect(since.filter(({ type }) => type === 'state')).toEqual([
      { type: 'state', state: 'silent' },
      { type: 'state', state: 'real-time' },
    ])
    const lists = since.flatMap((event) => (event.type === 'presence' ? [event.users.length] : []))
    expect(lists).toEqual([2])
  })

  test('CL-2 CL-27 goes through reconnecting to polling every 5 s, and back', async () => {
    const rig = await startRig()
    cut(rig)
    await rig.clock.advance(5_500)
    expect(rig.states().slice(-3)).toEqual(['silent', 'reconnecting', 'polling'])
    const polls = rig.told('poll').length
    await rig.clock.advance(10_000)
    expect(rig.told('poll').length).toBe(polls + 2)
    mend(rig)
    await rig.clock.advance(10_000)
    expect(rig.client.state()).toBe('real-time')
    const ended = rig.told('poll').length
    await rig.clock.advance(30_000)
    expect(rig.told('poll').length).toBe(ended)
  })

  test('CL-4 is offline when HTTP fails twice, and polling again with its first answer', async () => {
    const rig = await startRig()
    rig.server.http = 'refused'
    cut(rig)
    await rig.clock.advance(4_000)
    expect(rig.client.state()).toBe('reconnecting')
    await rig.clock.advance(1_500)
    expect(rig.client.state()).toBe('offline')
    rig.server.http = 'works'
    await rig.clock.advance(5_000)
    expect(rig.client.state()).toBe('polling')
  })

  test('CL-4 a refusal by the server is an answer, a server in trouble is none', async () => {
    const rig = await startRig()
    cut(rig)
    rig.server.http = 'RATE_LIMIT_EXCEEDED'
    await rig.clock.advance(6_000)
    expect(rig.client.state()).toBe('polling')
    rig.server.http = 'UNAVAILABLE'
    await rig.clock.advance(10_000)
    expect(rig.client.state()).toBe('offline')
  })

  test('CL-28 the tab is named over HTTP only while there is no socket', async () => {
    const rig = await startRig()
    const named = () => rig.server.requests.filter(({ headers }) => headers.has('x-parley-tab'))
    await rig.client.refresh()
    expect(named()).toEqual([])
    cut(rig)
    await rig.clock.advance(5_000)
    expect(named().length).toBeGreaterThan(0)
    expect(named()[0]?.headers.get('x-parley-tab')).toBe('tab-1')
    mend(rig)
    await rig.clock.advance(10_000)
    const before = named().length
    await rig.client.refresh()
    expect(named().length).toBe(before)
  })
})

describe('catching up', () => {
  test('CL-20 after a drop every page behind the last known message is read, once', async () => {
    const rig = await startRig(({ server }) => {
      server.pageSize = 3
      server.write()
    })
    rig.client.openConversation('c1', 1)
    cut(rig)
    for (let n = 0; n < 8; n += 1) rig.server.write('c1', { silently: true })
    mend(rig)
    await rig.clock.advance(1_900)
    expect(rig.seqs()).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
    expect(rig.server.asked('messages/c1').map(({ line }) => line.split('?')[1])).toEqual([
      'after=1&limit=100',
      'after=4&limit=100',
      'after=7&limit=100',
    ])
  })

  test('CL-27 while polling, messages of open conversations are delivered', async () => {
    const rig = await startRig()
    rig.client.openConversation('c1', 0)
    cut(rig)
    await rig.clock.advance(6_000)
    rig.server.write('c1', { silently: true })
    rig.server.write('c2', { silently: true })
    await rig.clock.advance(5_000)
    expect(rig.told('message').map(({ message }) => message.conversationId)).toEqual(['c1'])
    expect(rig.told('presence').length).toBeGreaterThan(1)
  })

  test('CL-24 what fails is read again with a back-off', async () => {
    const rig = makeRig()
    rig.server.refusals.set('/conversations', 'INTERNAL')
    rig.client.start()
    await rig.clock.advance(1_600)
    expect(rig.server.asked('/conversations').length).toBe(3)
    rig.server.refusals.clear()
    await rig.clock.advance(2_000)
    expect(rig.client.state()).toBe('real-time')
  })

  test('CL-25 a tab that was hidden for more than 60 s reads everything on its return', async () => {
    const rig = await startRig()
    const reads = () => rig.server.asked('/conversations').length
    const before = reads()
    rig.page.happen('hidden')
    await rig.clock.advance(50_000)
    rig.page.happen('visible')
    await rig.clock.advance(0)
    expect(reads()).toBe(before)
    rig.page.happen('hidden')
    await rig.clock.advance(61_000)
    rig.page.happen('visible')
    await rig.clock.advance(100)
    expect(reads()).toBe(before + 1)
    expect(rig.client.state()).toBe('real-time')
  })

  test('CL-26 a socket that no longer answers is replaced when the network returns', async () => {
    const rig = await startRig()
    rig.server.socket.reply('user_activity', () => undefined)
    rig.page.happen('online')
    await rig.clock.advance(4_900)
    expect(rig.server.socket.tries.length).toBe(1)
    await rig.clock.advance(200)
    expect(rig.server.socket.tries.length).toBe(2)
    expect(rig.client.state()).toBe('real-time')
  })

  test('CL-8 the network, the tab and reconnect() do not wait for the back-off', async () => {
    for (const hurry of [
      (rig: Rig) => rig.page.happen('online'),
      (rig: Rig) => rig.page.happen('visible'),
      (rig: Rig) => rig.client.reconnect(),
    ]) {
      const rig = await startRig()
      cut(rig)
      await rig.clock.advance(16_000)
      mend(rig)
      const { length } = rig.server.socket.tries
      hurry(rig)
      await rig.clock.advance(10)
      expect(rig.server.socket.tries.length).toBe(length + 1)
      expect(rig.client.state()).toBe('real-time')
    }
  })

  test('CL-8 a try that has just begun is not replaced', async () => {
    const rig = makeRig()
    rig.server.socket.onTry = () => undefined
    rig.client.start()
    await rig.clock.advance(1_000)
    rig.client.reconnect()
    expect(rig.server.socket.tries.length).toBe(1)
    await rig.clock.advance(1_000)
    rig.client.reconnect()
    await rig.clock.advance(0)
    expect(rig.server.socket.tries.length).toBe(2)
  })
})

describe('what was begun before', () => {
  test('CL-5 a drop does not make the chat real-time', async () => {
    const rig = makeRig()
    const release = rig.server.hold('/conversations')
    rig.client.start()
    await rig.clock.advance(100)
    cut(rig)
    release()
    await rig.clock.advance(100)
    expect(rig.told('caught-up')).toEqual([])
    expect(rig.client.state()).toBe('connecting')
  })

  test('CL-27 a reconnect does not go on polling', async () => {
    const rig = await startRig()
    cut(rig)
    await rig.clock.advance(6_000)
    const release = rig.server.hold('/api/online-users')
    await rig.clock.advance(5_000)
    mend(rig)
    await rig.clock.advance(10_000)
    expect(rig.client.state()).toBe('real-time')
    const asked = rig.server.asked('/api/online-users').length
    release()
    await rig.clock.advance(30_000)
    expect(rig.server.asked('/api/online-users').length).toBe(asked)
  })

  test('a stop does not connect', async () => {
    const rig = makeRig()
    let release = () => {}
    rig.tokens.held = new Promise((resolve) => {
      release = resolve
    })
    rig.client.start()
    rig.client.stop()
    release()
    await rig.clock.advance(100)
    expect(rig.server.socket.tries).toEqual([])
  })
})

test('stop ends every timer and listener, and a new start connects again', async () => {
  const rig = await startRig()
  rig.client.stop()
  expect(rig.clock.pending).toBe(0)
  expect(rig.page.listenerCount).toBe(0)
  expect(rig.server.socket.connected).toBe(false)
  rig.client.start()
  await rig.clock.advance(10)
  expect(rig.server.socket.connected).toBe(true)
  expect(rig.client.state()).toBe('real-time')
})

test('what the server says is told as events', async () => {
  const rig = await startRig()
  const { socket } = rig.server
  const read = { conversationId: 'c1', userId: 'u_ben', seq: 3, readAt: '' }
  const typing = { conversationId: 'c1', userId: 'u_ben', isTyping: true }
  socket.say('message_read', read)
  socket.say('typing', typing)
  socket.say('conversation_updated', { conversation: { id: 'c1' } })
  expect(rig.told('read')).toEqual([{ type: 'read', ...read }])
  expect(rig.told('typing')).toEqual([{ type: 'typing', ...typing }])
  expect(rig.told('conversation')).toEqual([{ type: 'conversation', conversation: { id: 'c1' } }])
})

test('CL-70 a listener that throws does not keep the others from hearing', async () => {
  const rig = makeRig()
  const thrown: unknown[] = []
  const handler = (error: unknown) => thrown.push(error)
  process.once('uncaughtException', handler)
  const heard: string[] = []
  rig.client.subscribe(() => {
    throw new Error('broken listener')
  })
  rig.client.subscribe(({ type }) => heard.push(type))
  rig.server.socket.say('typing', {})
  await rig.clock.advance(0)
  expect(heard).toEqual(['typing'])
  expect(thrown).toHaveLength(1)
})

function person(userId: string) {
  return { userId, sessionId: '', connectedAt: '', domain: '', origin: '', url: '' }
}
