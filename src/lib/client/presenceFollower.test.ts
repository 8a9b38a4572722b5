import { describe, expect, test } from 'vitest'
import type { OnlineUser, PresenceChange } from '../protocol'
import { cut, makeRig, type Rig, startRig } from './testing/startClient'

const person = (userId: string): OnlineUser => ({
  userId,
  sessionId: '',
  connectedAt: '',
  domain: '',
  origin: '',
  url: '',
})
const online = (version: number, userId: string): PresenceChange => ({
  type: 'online',
  version,
  change: 'online',
  user: person(userId),
})
const offline = (version: number, userId: string): PresenceChange => ({
  type: 'offline',
  version,
  userId,
  lastSeen: '',
})
const shown = ({ told }: Rig) =>
  told('presence')
    .at(-1)
    ?.users.map(({ userId }) => userId)
const say = ({ server }: Rig, ...changes: PresenceChange[]) =>
  server.socket.say('presence_batch', {
    epoch: server.epoch,
    from: changes[0]?.version,
    to: changes.at(-1)?.version,
    changes,
  })
const asked = ({ server }: Rig) => server.socket.heard('get_presence_changes')

function withAda(rig: Rig): void {
  rig.server.online = [person('u_ada')]
}

test('CL-50 shows the list and every change', async () => {
  const rig = await startRig(withAda)
  expect(shown(rig)).toEqual(['u_ada'])
  say(rig, online(2, 'u_ben'), online(3, 'u_chloe'))
  expect(shown(rig)).toEqual(['u_ada', 'u_ben', 'u_chloe'])
  say(rig, offline(4, 'u_ben'))
  expect(shown(rig)).toEqual(['u_ada', 'u_chloe'])
})

test('single events mean the same as batches', async () => {
  const rig = await startRig(withAda)
  const { socket, epoch } = rig.server
  socket.say('user_online', { ...person('u_ben'), version: 2, epoch, change: 'online' })
  expect(rig.told('presence').at(-1)?.users.at(-1)).toEqual(person('u_ben'))
  socket.say('user_offline', { userId: 'u_ben', version: 3, epoch, lastSeen: '' })
  expect(shown(rig)).toEqual(['u_ada'])
})

test('CL-53 a departure that says only who is answered by asking for the list’s changes', async () => {
  const rig = await startRig(withAda)
  rig.server.changes = [offline(2, 'u_ada')]
  rig.server.socket.say('user_offline', 'u_ada')
  await rig.clock.advance(10)
  expect(shown(rig)).toEqual([])
})

describe('a hole', () => {
  test('CL-51 is filled by the changes that are asked for', async () => {
    const rig = await startRig(withAda)
    rig.server.changes = [online(2, 'u_ben'), offline(3, 'u_ada'), online(4, 'u_chloe')]
    say(rig, online(4, 'u_chloe'))
    expect(shown(rig)).toEqual(['u_ada'])
    await rig.clock.advance(10)
    expect(asked(rig)).toEqual([{ epoch: 'e1', after: 1 }])
    expect(shown(rig)).toEqual(['u_ben', 'u_chloe'])
  })

  test('CL-53 that cannot be filled is answered by reading the list again', async () => {
    const rig = await startRig(withAda)
    rig.server.socket.reply('get_presence_changes', () => ({ success: true, reset: true }))
    rig.server.online = [person('u_chloe')]
    rig.server.version = 9
    say(rig, online(9, 'u_chloe'))
    await rig.clock.advance(10)
    expect(shown(rig)).toEqual(['u_chloe'])
  })

  test('CL-53 a new epoch is answered by reading the list again', async () => {
    const rig = await startRig(withAda)
    Object.assign(rig.server, { epoch: 'e2', version: 1, online: [person('u_ben')] })
    say(rig, online(1, 'u_ben'))
    await rig.clock.advance(10)
    expect(shown(rig)).toEqual(['u_ben'])
  })

  test('CL-105 a stale list of another epoch does not replace the one shown, and is asked for again', async () => {
    const rig = await startRig(withAda)
    const { server } = rig
    const answer = (page: object) =>
      server.socket.reply('join_user', () => {
        server.socket.say('online_users_list', { total: 1, version: 1, epoch: 'e2', ...page })
        return { success: true, users: [] }
      })
    answer({ users: [person('u_ben')], stale: true })
    Object.assign(server, { epoch: 'e2' })
    say(rig, online(1, 'u_ben'))
    await rig.clock.advance(10)
    expect(server.socket.heard('join_user')).toHaveLength(2)
    expect(shown(rig)).toEqual(['u_ada'])
    answer({ users: [person('u_ada'), person('u_ben')] })
    await rig.clock.advance(2000)
    expect(shown(rig)).toEqual(['u_ada', 'u_ben'])
  })

  test('is asked about every 2 s at most', async () => {
    const rig = await startRig(withAda)
    for (let version = 5; version < 25; version += 2) {
      say(rig, online(version, 'u_ben'))
      await rig.clock.advance(100)
    }
    expect(rig.server.socket.heard('join_user')).toHaveLength(2)
  })
})

test('CL-105 neither does one that was read over HTTP', async () => {
  const rig = await startRig(withAda)
  const { server, clock } = rig
  const page = { count: 0, version: 1, epoch: 'e2' }
  server.onlinePage = { ...page, data: [], stale: true }
  cut(rig)
  await clock.advance(6000)
  expect(server.asked('/api/online-users')).not.toEqual([])
  expect(shown(rig)).toEqual(['u_ada'])
  server.onlinePage = { ...page, data: [] }
  await clock.advance(6000)
  expect(shown(rig)).toEqual([])
})

test('CL-105 a stale list is better than none', async () => {
  const rig = makeRig()
  const page = { users: [person('u_ben')], total: 1, version: 1, epoch: 'e2', stale: true as const }
  rig.server.socket.reply('join_user', () => {
    rig.server.socket.say('online_users_list', page)
    return { success: true, users: [] }
  })
  rig.client.start()
  await rig.clock.advance(10)
  expect(shown(rig)).toEqual(['u_ben'])
})

test('CL-54 changes that overtake the list wait for it', async () => {
  const rig = makeRig()
  withAda(rig)
  rig.server.socket.reply('join_user', () => ({ success: true, users: [] }))
  rig.client.start()
  await rig.clock.advance(10)
  say(rig, online(2, 'u_ben'))
  expect(rig.told('presence')).toEqual([])
  const { online: users, version, epoch } = rig.server
  rig.server.socket.say('online_users_list', { users, total: 1, version, epoch })
  await rig.clock.advance(0)
  expect(shown(rig)).toEqual(['u_ada', 'u_ben'])
})

test('CL-5 without a list the chat is real-time after 5 s, and the list is asked for again', async () => {
  const rig = makeRig()
  const silent = () => undefined
  rig.server.socket.reply('join_user', silent)
  rig.client.start()
  await rig.clock.advance(5_100)
  expect(rig.client.state()).toBe('real-time')
  expect(rig.server.socket.heard('join_user').length).toBeGreaterThan(1)
})

test('CL-50 a long list is read page by page, over HTTP where the socket refuses', async () => {
  const rig = makeRig()
  const { socket } = rig.server
  socket.reply('join_user', () => {
    socket.say('online_users_list', {
      users: [person('u_ada')],
      total: 2,
      nextCursor: 'p2',
      version: 1,
      epoch: 'e1',
    })
    return { success: true, users: [] }
  })
  socket.reply('get_online_users', () => ({
    success: false,
    error: '',
    code: 'FORBIDDEN',
    retry: false,
  }))
  rig.server.onlinePage = {
    data: [{ userId: 'u_ben', name: 'Ben', status: 'online', connectedAt: '', lastSeen: 'x' }],
    count: 2,
    version: 1,
    epoch: 'e1',
  }
  rig.client.start()
  await rig.clock.advance(10)
  expect(shown(rig)).toEqual(['u_ada', 'u_ben'])
  expect(rig.told('presence')).toMatchObject([{ missing: 1 }, { missing: 0 }])
})

describe('of more people than are kept', () => {
  const ids = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `v_${to - index}`)
  const pageOf = ({ server }: Rig, userIds: string[], nextCursor?: string) => ({
    success: true,
    users: userIds.map(person),
    total: server.online.length,
    version: server.version,
    epoch: server.epoch,
    ...(nextCursor && { nextCursor }),
  })

  async function shortRig(): Promise<Rig> {
    const rig = makeRig({ mostUsers: 20 })
    rig.server.online = ids(1, 30).reverse().map(person)
    rig.server.socket.reply('get_online_users', ({ cursor }: { cursor?: string }) =>
      cursor ? pageOf(rig, ids(9, 18), 'more') : pageOf(rig, ids(19, 30), 'older'),
    )
    rig.client.start()
    await rig.clock.advance(10)
    return rig
  }

  test('CL-99 the newest are read, and no more of them', async () => {
    const rig = await shortRig()
    expect(rig.server.socket.heard('get_online_users')).toEqual([
      { order: 'newest' },
      { cursor: 'older', order: 'newest' },
    ])
    expect(shown(rig)).toEqual(ids(11, 30).reverse())
    expect(rig.told('presence').at(-1)).toMatchObject({ missing: 0, total: 30, beyond: [] })
    say(rig, online(2, 'v_31'), offline(3, 'v_5'))
    expect(shown(rig)).toEqual(ids(12, 31).reverse())
    const { total, beyond } = rig.told('presence').at(-1) ?? {}
    expect([total, beyond]).toEqual([30, [offline(3, 'v_5')]])
    say(rig, online(4, 'v_32'))
    expect(rig.told('presence').at(-1)).toMatchObject({ total: 31, beyond: [] })
  })

  test('CL-99 it is made up for once a tenth has left, and what is shown stays until then', async () => {
    const rig = await shortRig()
    say(rig, offline(2, 'v_30'), offline(3, 'v_29'))
    await rig.clock.advance(5000)
    expect(rig.server.socket.heard('get_online_users')).toHaveLength(2)
    rig.server.version = 4
    rig.server.online = ids(1, 27).reverse().map(person)
    rig.server.socket.reply('get_online_users', () => pageOf(rig, ids(1, 27)))
    say(rig, offline(4, 'v_28'))
    const before = rig.told('presence').length
    await rig.clock.advance(2000)
    expect(rig.told('presence')).toHaveLength(before + 1)
    expect(shown(rig)).toEqual(ids(8, 27).reverse())
  })
})
