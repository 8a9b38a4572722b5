import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KeyScope, KeyWish, NewKeyAnswer } from '@/lib/developersProtocol'
import type {
  ConnectedUsers,
  ConnectionStats,
  SendPushAnswer,
  SendPushToManyAnswer,
  UserConnection,
} from '@/lib/gatewayProtocol'
import { until } from '../infrastructure/processes'
import { type Person, person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import type { TestSocket } from './support/testSocket'
import { foreignToken } from './support/tokens'
import { newVisitor, PUBLISHABLE, SECRET, TENANT, visit } from './support/visitors'

let app: TestApp
let ada: Person
let ben: Person

beforeAll(async () => {
  app = await startTestApp()
  ada = await signIn(app.url, 'ada')
  ben = await signIn(app.url, 'ben')
})
afterAll(() => app.close())

const NEWS = { title: 'New Message', body: 'You have a new message' }
/** An id as the guide's clients have it; of nobody here. */
const NOBODY = '507f1f77bcf86cd799439011'

/** As a tenant's back end asks. */
function ask<T = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
  key = SECRET,
) {
  const headers = { authorization: `Bearer ${key}` }
  return request<T>(app.url, method, `/api/gateway/${path}`, { body, headers, origin: null })
}
const send = (body: object) => ask<SendPushAnswer>('POST', 'send', body)
const sendMany = (body: object) => ask<SendPushToManyAnswer>('POST', 'send-many', body)

describe('a push', () => {
  test('GW-1 reaches every socket of its user once and nobody else, with what stands beside it', async () => {
    const tabs = [await ben.connect(), await ben.connect()]
    const stranger = await ada.connect()
    await isThere(ben.userId, 2)
    const push = { userId: ben.userId, event: 'notification', message: NEWS }
    const { status, body } = await send(push)
    expect(status).toBe(200)
    expect(body).toEqual({
      success: true,
      message: `Message sent to user ${ben.userId}`,
      messageId: expect.stringMatching(/^p_/),
      status: 'delivered',
      connections: 2,
    })
    for (const tab of tabs) expect(await told(tab, 'notification')).toEqual([NEWS])
    const [, about] = tabs[0]?.heardAny('notification')[0] ?? []
    expect(about).toEqual({
      messageId: body.messageId,
      requireAck: false,
      sentAt: expect.stringMatching(/Z$/),
    })
    expect(stranger.heardAny('notification')).toEqual([])
    for (const socket of [...tabs, stranger]) socket.close()
    await isGone(ben.userId)
  })

  test('GW-1 reaches a visitor, and no socket that has only named the session', async () => {
    const visitor = await newVisitor(app.url)
    const tab = await visit(app.url, { auth: { token: visitor.token } })
    const { body } = await send({ userId: visitor.userId, event: 'alert', message: 'Now' })
    expect(body).toMatchObject({ status: 'delivered', connections: 1 })
    expect(await told(tab, 'alert')).toEqual(['Now'])
    const named = await visit(app.url, { auth: { apiKey: PUBLISHABLE, sessionId: 'my-own' } })
    const { userId } = await named.hears('connected')
    await until(
      'the row is there',
      async () => (await app.app.onlineUsers.isOnline(TENANT, userId)) || undefined,
    )
    expect((await send({ userId, event: 'alert', message: 'Now' })).body).toMatchObject({
      status: 'not_connected',
      connections: 0,
    })
    tab.close()
    named.close()
  })

  test('GW-2 to somebody unknown, offline or in grace is not sent, in the guide’s words', async () => {
    const { status, body } = await send({ userId: NOBODY, event: 'notification', message: NEWS })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      success: false,
      message: `User ${NOBODY} is not connected`,
      status: 'not_connected',
      connections: 0,
    })
    const lasting = await startTestApp({ PRESENCE_GRACE_MS: '60000' })
    const someone = await signIn(lasting.url, 'ben')
    const tab = await someone.connect()
    const asked = (path: string) =>
      request<UserConnection>(lasting.url, 'GET', path, { token: SECRET, origin: null })
    const connected = async () => (await asked(`/api/gateway/status/${someone.userId}`)).body
    await until('there', async () => (await connected()).connected || undefined)
    tab.close()
    await until('in grace', async () => !(await connected()).connected || undefined)
    expect(await lasting.app.onlineUsers.isOnline(TENANT, someone.userId)).toBe(true)
    expect(await connected()).toMatchObject({ connected: false, connections: 0 })
    expect((await asked('/api/gateway/connected')).body).toEqual({ connectedUsers: [], count: 0 })
    await lasting.close()
  })

  test('GW-3 to many has a result for each, once', async () => {
    const tab = await ben.connect()
    await isThere(ben.userId)
    const userIds = [ben.userId, NOBODY, ben.userId]
    const { body } = await sendMany({ userIds, event: 'announcement', message: NEWS })
    expect(body).toMatchObject({
      success: true,
      message: 'Message sent to 1 users',
      userIds: [ben.userId],
      results: [
        { userId: ben.userId, status: 'delivered', connections: 1 },
        { userId: NOBODY, status: 'not_connected', connections: 0 },
      ],
    })
    expect(await told(tab, 'announcement')).toEqual([NEWS])
    tab.close()
    await isGone(ben.userId)
  })

  test('GW-4 under a name of the server’s own, too large, to too many, or not JSON is refused', async () => {
    const push = { userId: ben.userId, event: 'notification', message: NEWS }
    for (const event of [
      'connected',
      'user_online',
      'message',
      'disconnect',
      'newListener',
      '',
      'a b',
    ]) {
      expect(await send({ ...push, event })).toMatchObject({
        status: 400,
        body: { code: 'INVALID_REQUEST', details: ['event'] },
      })
    }
    const tooLarge = { status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } }
    expect(await send({ ...push, message: 'é'.repeat(8200) })).toMatchObject(tooLarge)
    expect(await send({ ...push, message: 'x'.repeat(1_000_000) })).toMatchObject(tooLarge)
    expect((await send({ ...push, message: 'é'.repeat(8000) })).status).toBe(200)
    const ids = Array.from({ length: 101 }, (_, nth) => `user-${nth}`)
    expect((await sendMany({ ...push, userIds: ids.slice(1) })).status).toBe(200)
    const wrong = [
      await sendMany({ ...push, userIds: ids }),
      await sendMany({ ...push, userIds: [] }),
      await send({ userId: ben.userId, event: 'notification' }),
      await send({ ...push, userId: 'a b' }),
      await ask('POST', 'send', '{ not json'),
    ]
    for (const { status, body } of wrong)
      expect([status, body]).toMatchObject([400, { code: 'INVALID_REQUEST' }])
  })

  test('GW-4 a program in the process is held to the same size, and to JSON', async () => {
    const push = (message: unknown) =>
      app.app.gateway.sendMessageToUser(TENANT, ben.userId, 'update', message)
    const circular: Record<string, unknown> = {}
    circular.self = circular
    await expect(push(circular)).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    await expect(push('x'.repeat(17_000))).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' })
    const tab = await ben.connect()
    await isThere(ben.userId)
    expect(await app.app.gateway.isUserConnected(TENANT, ben.userId)).toBe(true)
    await push({ answer: 42 })
    expect(await told(tab, 'update')).toEqual([{ answer: 42 }])
    tab.close()
    await isGone(ben.userId)
    expect(await app.app.gateway.isUserConnected(TENANT, ben.userId)).toBe(false)
  })
})

describe('who is connected', () => {
  test('GW-5 is told for one user and for all, in the guide’s words', async () => {
    const [adas, bens] = [await ada.connect(), await ben.connect()]
    await isThere(ada.userId)
    await isThere(ben.userId)
    const one = await ask<UserConnection>('GET', `status/${ben.userId}`)
    expect(one.body).toEqual({
      userId: ben.userId,
      connected: true,
      connections: 1,
      lastSeen: expect.stringMatching(/Z$/),
    })
    const all = await ask<ConnectedUsers>('GET', 'connected')
    expect(all.body).toEqual({ connectedUsers: [ada.userId, ben.userId], count: 2 })
    const first = await ask<ConnectedUsers>('GET', 'connected?limit=1')
    expect(first.body).toMatchObject({ connectedUsers: [ada.userId], count: 2 })
    const rest = await ask<ConnectedUsers>(
      'GET',
      `connected?limit=1&cursor=${first.body.nextCursor}`,
    )
    expect(rest.body).toEqual({ connectedUsers: [ben.userId], count: 2 })
    const { body } = await ask<ConnectionStats>('GET', 'stats')
    expect(body).toEqual({
      connectedUsers: 2,
      userIds: [ada.userId, ben.userId],
      connections: 2,
      nodes: 1,
    })
    adas.close()
    bens.close()
    await isGone(ben.userId)
    const aSecondBefore = Date.parse(one.body.lastSeen ?? '') - 1000
    const gone = await until('the time is written down, by the second', async () => {
      const { body } = await ask<UserConnection>('GET', `status/${ben.userId}`)
      return Date.parse(body.lastSeen ?? '') > aSecondBefore ? body : undefined
    })
    expect(gone).toMatchObject({ connected: false, connections: 0 })
    const { body: nobody } = await ask('GET', `status/${NOBODY}`)
    expect(nobody).toEqual({ userId: NOBODY, connected: false, connections: 0 })
  })

  test('GW-6 disconnecting ends every socket of a user, tells why, and takes them offline at once', async () => {
    const tabs = [await ben.connect(), await ben.connect()]
    await isThere(ben.userId, 2)
    const { body } = await ask('POST', 'disconnect', {
      userId: ben.userId,
      reason: 'Moved\u0000on',
    })
    expect(body).toEqual({ success: true, userId: ben.userId, connections: 2 })
    for (const tab of tabs) {
      expect(await tab.hears('session_revoked')).toEqual({ reason: 'Moved on' })
      await tab.isClosed()
    }
    await until(
      'offline',
      async () => !(await app.app.onlineUsers.isOnline(TENANT, ben.userId)) || undefined,
    )
    const again = await ben.connect()
    again.close()
    expect((await ask('POST', 'disconnect', { userId: NOBODY })).body).toMatchObject({
      connections: 0,
    })
  })
})

describe('whoever asks', () => {
  test('GW-7 shows a secret key with the scope push or is an admin, of this tenant', async () => {
    const push = { userId: ben.userId, event: 'notification', message: NEWS }
    const withToken = (token: string) =>
      person(app.url, token).call('POST', '/api/gateway/send', push)
    expect((await withToken(ada.token)).status).toBe(200)
    expect(await withToken(ben.token)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
    expect((await ask('POST', 'send', push, PUBLISHABLE)).status).toBe(403)
    expect((await ask('POST', 'send', push, 'parley_sk_made_up')).body.code).toBe('INVALID_API_KEY')
    expect(
      (await request(app.url, 'POST', '/api/gateway/send', { body: push, origin: null })).status,
    ).toBe(401)
    const reader = await keyWithScopes(['messages:read'])
    expect(await ask('POST', 'send', push, reader.secret)).toMatchObject({
      status: 403,
      body: { error: 'This key needs the scope push' },
    })
    const pusher = await keyWithScopes(['push'])
    expect((await ask('POST', 'send', push, pusher.secret)).status).toBe(200)
    expect((await ada.call('DELETE', `/api/admin/keys/${pusher.key.id}`)).status).toBe(200)
    expect((await ask('POST', 'send', push, pusher.secret)).body.code).toBe('INVALID_API_KEY')
  })

  test('GW-7 finds nobody of another tenant there, and disconnects nobody', async () => {
    const tab = await ben.connect()
    await isThere(ben.userId)
    const abroad = person(app.url, await foreignToken())
    const push = { userId: ben.userId, event: 'notification', message: NEWS }
    expect((await abroad.call('POST', '/api/gateway/send', push)).body).toMatchObject({
      status: 'not_connected',
    })
    expect((await abroad.call('GET', `/api/gateway/status/${ben.userId}`)).body).toMatchObject({
      connected: false,
    })
    expect((await abroad.call('GET', '/api/gateway/connected')).body).toEqual({
      connectedUsers: [],
      count: 0,
    })
    expect(
      (await abroad.call('POST', '/api/gateway/disconnect', { userId: ben.userId })).body,
    ).toMatchObject({ connections: 0 })
    expect((await send(push)).body.status).toBe('delivered')
    expect(await told(tab, 'notification')).toEqual([NEWS])
    tab.close()
  })
})

/** A secret key with these scopes alone. */
async function keyWithScopes(scopes: KeyScope[]): Promise<NewKeyAnswer> {
  const wish: KeyWish = { name: 'Test', kind: 'secret', scopes, sites: [] }
  return (await ada.call<NewKeyAnswer>('POST', '/api/admin/keys', wish)).body
}

/** What was pushed under a name, once it is there. */
async function told(tab: TestSocket, event: string): Promise<unknown[]> {
  await tab.hearsAny(event)
  return tab.heardAny(event).map(([message]) => message)
}

/** Presence knows so many sockets of theirs. */
function isThere(userId: string, sockets = 1) {
  return until('connected', async () => {
    const { connections } = await app.app.gateway.status(TENANT, userId)
    return connections === sockets || undefined
  })
}

/** Their grace is over, too. */
function isGone(userId: string) {
  return until(
    'gone',
    async () => !(await app.app.onlineUsers.isOnline(TENANT, userId)) || undefined,
  )
}
