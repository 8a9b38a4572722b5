import { describe, expect, test } from 'vitest'
import type { Principal } from '@/services/realtime'
import { enterOnlineUsers } from './fakeSockets'
import { admin, backEnd, person, socketOf, testPresence, visitor } from './testPresence'

function connected(principal: Principal = person('ben'), presence?: 'batch') {
  const world = testPresence()
  return { ...world, socket: enterOnlineUsers(principal, world, presence) }
}

describe('a socket', () => {
  test('PR-1 is online from its connection on, without asking', async () => {
    const { onlineUsers, clock } = connected()
    await clock.advance(0)
    expect(await onlineUsers.isOnline('acme', 'ben')).toBe(true)
  })

  test('PR-30 watches its tenant by what it may see and in the form it asked for', () => {
    expect(connected(person('ben'), 'batch').socket.rooms).toEqual(['presence:acme:reduced:batch'])
    expect(connected(admin, 'batch').socket.rooms).toEqual(['presence:acme:full:batch'])
    expect(connected(admin).socket.rooms).toEqual(['presence:acme:full:single'])
  })

  test('PR-30 of a member that asked for nothing watches once it has joined as a user', async () => {
    const { socket } = connected(person('ben'))
    expect(socket.rooms).toEqual([])
    await socket.ask('join_user', 'ben')
    expect(socket.rooms).toEqual(['presence:acme:reduced:single'])
  })

  test('PR-54 of a visitor is online, watches nobody and is told of nobody', async () => {
    const { socket, onlineUsers, clock } = connected(visitor('v_vera'), 'batch')
    await clock.advance(0)
    expect(await onlineUsers.isOnline('acme', 'v_vera')).toBe(true)
    expect(await socket.ask('join_user', 'v_vera')).toEqual({ success: true, users: [] })
    for (const [event, payload] of [
      ['join_user', 'ada'],
      ['get_online_users', {}],
      ['get_presence_changes', { epoch: '', after: 0 }],
    ] as const)
      expect(await socket.ask(event, payload)).toMatchObject({ code: 'FORBIDDEN' })
    expect([socket.rooms, socket.emitted]).toEqual([[], []])
  })

  test('PR-55 of a back end watches by its scope and is nobody', async () => {
    const { socket, onlineUsers, audience, clock } = connected(backEnd('presence:read'), 'batch')
    expect(socket.rooms).toEqual(['presence:acme:full:batch'])
    await onlineUsers.connect(socketOf('v_vera'))
    await clock.advance(100)
    expect(audience.seen()).toEqual(['online v_vera'])
    expect(await socket.ask('get_online_users', {})).toMatchObject({ total: 1 })
    socket.close('transport close')
    expect(connected(backEnd('push')).socket.rooms).toEqual([])
  })

  test('PR-55 keeps nobody watching once it is gone', async () => {
    const { socket, onlineUsers, audience, clock } = connected(backEnd('presence:read'))
    socket.close('transport close')
    await onlineUsers.connect(socketOf('v_vera'))
    await clock.advance(1000)
    expect(audience.told).toEqual([])
  })

  test('I11 that loses its connection is in grace, one that the server ended is offline at once', async () => {
    for (const [reason, online] of [
      ['transport close', true],
      ['ping timeout', true],
      ['client namespace disconnect', true],
      ['server namespace disconnect', false],
    ] as const) {
      const { onlineUsers, socket, clock } = connected()
      await clock.advance(0)
      socket.close(reason)
      await clock.advance(100)
      expect([reason, await onlineUsers.isOnline('acme', 'ben')]).toEqual([reason, online])
    }
  })

  test('I7 that closes while its join is under way leaves nothing behind', async () => {
    const { onlineUsers, socket, clock } = connected()
    socket.close('server namespace disconnect')
    await clock.advance(10_000)
    expect(await onlineUsers.count('acme')).toBe(0)
  })
})

describe('join_user', () => {
  test.each([
    ['a bare id', 'ben'],
    ['an object', { userId: 'ben' }],
  ])(
    'PR-31 with %s answers with everybody, as ack and as online_users_list',
    async (_form, payload) => {
      const { socket, clock } = connected()
      await clock.advance(0)
      const answer = await socket.ask('join_user', payload)
      expect(answer).toMatchObject({ success: true, users: [{ userId: 'ben', url: '' }] })
      expect(socket.emitted).toMatchObject([
        {
          event: 'online_users_list',
          payload: { total: 1, version: 1, users: [{ userId: 'ben' }] },
        },
      ])
    },
  )

  test('PR-31 of somebody else is refused', async () => {
    const { socket } = connected()
    expect(await socket.ask('join_user', 'ada')).toMatchObject({ code: 'FORBIDDEN' })
    expect(await socket.ask('join_user', { userId: '' })).toMatchObject({
      code: 'INVALID_REQUEST',
    })
    expect(socket.emitted).toEqual([])
  })
})

describe('get_online_users', () => {
  test('PR-32 gives admins a page, as ack and as online_users_list', async () => {
    const { socket, onlineUsers, clock } = connected(admin)
    await clock.advance(0)
    await onlineUsers.connect(socketOf('ben'))
    const first = await socket.ask('get_online_users', { tenantId: 'acme', limit: 1 })
    expect(first).toMatchObject({ total: 2, users: [{ userId: 'ada' }], version: 2 })
    const { nextCursor } = first as { nextCursor: string }
    const second = await socket.ask('get_online_users', { cursor: nextCursor })
    expect(second).toMatchObject({ total: 2, users: [{ userId: 'ben' }] })
    expect(second).not.toHaveProperty('nextCursor')
    expect(socket.emitted.map(({ event }) => event)).toEqual([
      'online_users_list',
      'online_users_list',
    ])
  })

  test('PR-32 is refused to members, for other tenants and for nonsense', async () => {
    const { socket } = connected(admin)
    const member = connected(person('ben')).socket
    expect(await member.ask('get_online_users', {})).toMatchObject({ code: 'FORBIDDEN' })
    expect(await socket.ask('get_online_users', { tenantId: 'globex' })).toMatchObject({
      code: 'TENANT_MISMATCH',
    })
    expect(await socket.ask('get_online_users', { limit: 1001 })).toMatchObject({
      code: 'INVALID_REQUEST',
    })
    expect(await socket.ask('get_online_users', { cursor: 'x' })).toMatchObject({
      code: 'INVALID_REQUEST',
    })
  })
})

describe('get_presence_changes', () => {
  test('PR-33 gives what came after a version, or says that the list must be read again', async () => {
    const { socket, onlineUsers, clock } = connected()
    await clock.advance(0)
    await onlineUsers.connect(socketOf(admin))
    const { epoch } = await onlineUsers.page(admin)
    expect(await socket.ask('get_presence_changes', { epoch, after: 1 })).toMatchObject({
      success: true,
      changes: [{ type: 'online', version: 2, user: { userId: 'ada', url: '' } }],
    })
    expect(await socket.ask('get_presence_changes', { epoch: 'old', after: 1 })).toEqual({
      success: true,
      reset: true,
    })
    expect(await socket.ask('get_presence_changes', { epoch, after: -1 })).toMatchObject({
      code: 'INVALID_REQUEST',
    })
  })
})

describe('user_activity', () => {
  test('PR-34 changes page and status, and may be empty', async () => {
    const { socket, onlineUsers, clock } = connected()
    await clock.advance(0)
    const activity = { url: 'https://acme.example/next', title: 'Next', status: 'busy' }
    expect(await socket.ask('user_activity', activity)).toEqual({ success: true })
    expect(await socket.ask('user_activity', undefined)).toEqual({ success: true })
    expect((await onlineUsers.list(admin))[0]).toMatchObject(activity)
    expect(await socket.ask('user_activity', { status: 'gone' })).toMatchObject({
      code: 'INVALID_REQUEST',
    })
  })

  test('PR-75 of nonsense changes nothing, and text is cleaned', async () => {
    const { socket, onlineUsers, clock } = connected()
    await clock.advance(0)
    for (const activity of [
      { url: 'a'.repeat(2049) },
      { title: 'a'.repeat(513) },
      { active: 'yes' },
      { url: 7 },
      'busy',
      [],
    ]) {
      const answer = await socket.ask('user_activity', activity)
      expect([activity, answer]).toMatchObject([activity, { code: 'INVALID_REQUEST' }])
    }
    expect((await onlineUsers.list(admin))[0]).toMatchObject({ title: 'Start' })
    await socket.ask('user_activity', { url: 'javascript:alert(1)', title: 'A\u0000\u202Eb' })
    expect((await onlineUsers.list(admin))[0]).toMatchObject({ url: '', title: 'A b' })
  })

  test('PR-21 is a sign of life, as every other event is', async () => {
    const { socket, onlineUsers, clock } = connected()
    for (let hour = 0; hour < 3; hour += 1) {
      await clock.advance(3_500_000)
      socket.say('typing')
    }
    expect(await onlineUsers.isOnline('acme', 'ben')).toBe(true)
    await clock.advance(3_700_000)
    expect(await onlineUsers.isOnline('acme', 'ben')).toBe(false)
  })
})
