import { beforeEach, describe, expect, test } from 'vitest'
import type { Pass, PassSource } from './client/passes'
import { FakeClock } from './client/testing/fakeClock'
import { FakePage } from './client/testing/fakePage'
import { FakeSocket, handshakeRefusal } from './client/testing/fakeSocket'
import { parleyApiError } from './parleyApiError'
import { ChatWebSocket, type OnlineUser, type WebSocketCallbacks, type WebsiteInfo } from './ws'

let clock: FakeClock
let page: FakePage
let server: FakeSocket
/** What the server knows. */
let online: OnlineUser[]
let version: number
let epoch: string
/** The list of somebody who writes down what the callbacks say, as the guides do. */
let shown: OnlineUser[]
let told: string[]
let errors: { code?: string; message: string }[]
let pass: Pass | Error
let forgotten: number

const passes: PassSource = {
  get: async () => {
    if (pass instanceof Error) throw pass
    return pass
  },
  renew: async () => passes.get(),
  forget: () => {
    forgotten += 1
  },
}

beforeEach(() => {
  clock = new FakeClock()
  page = new FakePage()
  server = new FakeSocket(clock)
  online = [person('ada')]
  version = 1
  epoch = 'e1'
  shown = []
  told = []
  errors = []
  forgotten = 0
  pass = { token: 'token-1', userId: 'ada' }
  server.reply('get_online_users', () => {
    server.say('online_users_list', { users: online, total: online.length, version, epoch })
  })
  server.reply('get_presence_changes', () => ({ success: true, reset: true }))
})

function person(userId: string): OnlineUser {
  return { userId, sessionId: '', connectedAt: '', domain: '', origin: '', url: '' }
}

/** The callbacks of the guides' sample. */
const naive: WebSocketCallbacks = {
  onConnect: () => told.push('connect'),
  onDisconnect: () => told.push('disconnect'),
  onError: (error) => errors.push(error as (typeof errors)[number]),
  onUserOnline: (user) => {
    told.push(`+${user.userId}`)
    const exists = shown.find((one) => one.userId === user.userId)
    shown = exists
      ? shown.map((one) => (one.userId === user.userId ? user : one))
      : [...shown, user]
  },
  onUserOffline: (userId) => {
    told.push(`-${userId}`)
    shown = shown.filter((one) => one.userId !== userId)
  },
  onOnlineUsersList: (users) => {
    told.push('list')
    shown = users
  },
}

interface Given {
  callbacks?: WebSocketCallbacks
  info?: WebsiteInfo
  isAdmin?: boolean
  shows?: PassSource
}

function open({ callbacks = naive, info, isAdmin = true, shows = passes }: Given = {}) {
  const options = { clock, page, passes: shows, openSocket: server.open, random: () => 0.5 }
  return new ChatWebSocket('acme', callbacks, info, isAdmin, { url: '', ...options })
}

async function opened(given?: Given): Promise<ChatWebSocket> {
  const socket = open(given)
  await clock.advance(10)
  return socket
}

const ids = () => shown.map(({ userId }) => userId)

/** Somebody comes or goes; the socket may not hear of it. */
function change(userId: string, { silently = false } = {}): void {
  const isThere = online.some((user) => user.userId === userId)
  version += 1
  const user = person(userId)
  online = isThere ? online.filter((one) => one.userId !== userId) : [...online, user]
  if (silently) return
  const news = isThere
    ? { type: 'offline', version, userId, lastSeen: '' }
    : { type: 'online', version, change: 'online', user }
  server.say('presence_batch', { epoch, from: version, to: version, changes: [news] })
}

describe('a ChatWebSocket', () => {
  test('CL-81 connects at once and calls nothing back before it was made', async () => {
    const socket = open()
    expect(told).toEqual([])
    await clock.advance(10)
    expect(told).toEqual(['connect', 'list'])
    expect(server.address?.query).toMatchObject({ tenantId: 'acme', url: page.url })
    expect(server.address?.auth()).toEqual({ token: 'token-1', role: 'admin', presence: 'batch' })
    socket.disconnect()
  })

  test('CL-81 after disconnect nothing is called back and nothing is left running', async () => {
    const socket = await opened()
    socket.disconnect()
    await clock.advance(60_000)
    expect(told).toEqual(['connect', 'list'])
    expect([clock.pending, page.listenerCount, server.tries.length]).toEqual([0, 0, 1])
    socket.connect()
    await clock.advance(10)
    expect(told).toEqual(['connect', 'list', 'connect', 'list'])
    socket.disconnect()
  })

  test('CL-82 a list that follows the callbacks is the server’s after every change', async () => {
    await opened()
    change('ben')
    change('chloe')
    expect(ids()).toEqual(['ada', 'ben', 'chloe'])
    change('ben')
    expect(ids()).toEqual(['ada', 'chloe'])
    expect(told.slice(2)).toEqual(['+ben', '+chloe', '-ben'])
  })

  test('CL-82 asking in onConnect reads the list once', async () => {
    const socket: ChatWebSocket = open({
      callbacks: { ...naive, onConnect: () => socket.requestOnlineUsers() },
    })
    await clock.advance(10)
    expect(server.heard('get_online_users')).toEqual([{ tenantId: 'acme' }])
    socket.requestOnlineUsers()
    await clock.advance(10)
    expect(told).toEqual(['list', 'list'])
  })

  test('CL-82 what happened while the socket was away is in the list after it', async () => {
    await opened()
    server.drop()
    change('ada', { silently: true })
    change('ben', { silently: true })
    await clock.advance(1_000)
    expect(told).toEqual(['connect', 'list', 'disconnect', 'connect', 'list'])
    expect(ids()).toEqual(['ben'])
  })

  test('CL-82 behind a hole the list is read again', async () => {
    await opened()
    change('ada', { silently: true })
    change('ben')
    expect(ids()).toEqual(['ada'])
    await clock.advance(3_000)
    expect(ids()).toEqual(['ben'])
  })

  test('CL-82 without a callback for the list the others tell what was missed', async () => {
    const { onOnlineUsersList, ...others } = naive
    await opened({ callbacks: others })
    expect(ids()).toEqual(['ada'])
    server.drop()
    change('ada', { silently: true })
    change('ben', { silently: true })
    await clock.advance(1_000)
    expect(ids()).toEqual(['ben'])
  })

  test('CL-83 servers that count no versions are understood, bare ids too', async () => {
    server.reply('get_online_users', () => server.say('online_users_list', { users: online }))
    await opened()
    server.say('user_online', person('ben'))
    server.say('user_online', person('chloe'))
    server.say('user_offline', 'ada')
    server.say('user_offline', { userId: 'ben' })
    expect(ids()).toEqual(['chloe'])
    online = [person('dana')]
    server.drop()
    await clock.advance(1_000)
    expect(ids()).toEqual(['dana'])
  })

  test('CL-83 a bare id from a server that counts has the list read again', async () => {
    await opened()
    change('ada', { silently: true })
    server.say('user_offline', 'ada')
    await clock.advance(3_000)
    expect(ids()).toEqual([])
  })

  test('CL-84 a refusal for good is told once and not tried again before connect', async () => {
    server.onTry = () => handshakeRefusal('FORBIDDEN')
    const socket = await opened()
    await clock.advance(60_000)
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', message: 'FORBIDDEN' }])
    expect([clock.pending, forgotten]).toEqual([0, 1])
    server.onTry = () => 'accept'
    socket.connect()
    await clock.advance(10)
    expect(ids()).toEqual(['ada'])
  })

  test('CL-84 what may pass is told and tried again', async () => {
    server.onTry = () => new Error('websocket error')
    await opened()
    await clock.advance(2_000)
    expect(errors.length).toBeGreaterThan(1)
    expect(errors[0]).toMatchObject({ code: 'UNAVAILABLE' })
    server.onTry = () => 'accept'
    await clock.advance(10_000)
    expect(told).toEqual(['connect', 'list'])
  })

  test('CL-84 the end of the sign-in is an error and the end of trying', async () => {
    const socket = await opened()
    server.say('session_revoked', { reason: 'Signed out elsewhere' })
    expect(told.at(-1)).toBe('disconnect')
    expect(errors).toMatchObject([{ code: 'UNAUTHENTICATED', message: 'Signed out elsewhere' }])
    pass = parleyApiError('UNAUTHENTICATED')
    socket.connect()
    await clock.advance(60_000)
    expect(errors).toHaveLength(2)
    expect(clock.pending).toBe(0)
  })

  test('CL-104 a visitor whose session was ended comes back by themselves', async () => {
    await opened({ isAdmin: false, shows: { ...passes, goesOn: true } })
    server.say('session_revoked', {
      reason: 'You are known by name now: connect again',
      goesOn: true,
    })
    server.drop()
    await clock.advance(2_000)
    expect(told).toEqual(['connect', 'disconnect', 'connect'])
    expect(errors).toEqual([])
  })

  test('CL-84 a refused event is an error, and the connection stays', async () => {
    await opened({ isAdmin: false })
    server.say('error', { message: 'You may not do this', code: 'FORBIDDEN', retry: false })
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', message: 'You may not do this' }])
    expect(server.connected).toBe(true)
  })

  test('CL-85 a colleague joins as a user, and a visitor asks for nobody', async () => {
    await opened({ isAdmin: false })
    expect(server.heard('join_user')).toEqual([{ userId: 'ada' }])
    server = new FakeSocket(clock)
    pass = { token: 'token-of-visitor' }
    await opened({ isAdmin: false, info: { url: 'https://acme.example/', siteId: 'site-1' } })
    const asked = server.sent.map(([event]) => event)
    expect(asked).toEqual(['user_activity'])
    expect(server.heard('user_activity')[0]).toMatchObject({ url: 'https://acme.example/' })
    expect(server.address?.query).toMatchObject({ siteId: 'site-1', domain: 'acme.example' })
    expect(server.address?.auth()).toEqual({ token: 'token-of-visitor', presence: 'batch' })
  })

  test('CL-85 messages of the visitor’s conversation are told, whoever wrote them', async () => {
    const heard: unknown[] = []
    await opened({ callbacks: { onMessage: (message) => heard.push(message) }, isAdmin: false })
    server.say('meta_message_created', { message: { id: 'm1' } })
    server.say('ai_event_created', { message: { id: 'm2' } })
    expect(heard).toEqual([{ id: 'm1' }, { id: 'm2' }])
  })

  test('CL-86 a dead connection is replaced when the network is back', async () => {
    await opened()
    page.happen('online')
    await clock.advance(5_100)
    expect(server.tries).toHaveLength(2)
    expect(told.slice(-2)).toEqual(['connect', 'list'])
  })
})
