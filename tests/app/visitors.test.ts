import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OnlineUser, OnlineUsersPage, PresenceBatch } from '@/lib/protocol'
import { until } from '../infrastructure/processes'
import { OWN_ORIGIN } from '../infrastructure/usualEnv'
import { type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { connect, refusedHandshake, type TestSocket } from './support/testSocket'
import { accessToken, visitorToken } from './support/tokens'
import {
  askForToken,
  newVisitor,
  PUBLISHABLE,
  SECRET,
  SHOP,
  TENANT,
  visit,
  visitOptions,
} from './support/visitors'

let app: TestApp
let ada: Person
let ben: Person
let admin: TestSocket

beforeAll(async () => {
  app = await startTestApp({ PRESENCE_GRACE_MS: '300' })
  ada = await signIn(app.url, 'ada')
  ben = await signIn(app.url, 'ben')
  admin = await ada.connect()
})
afterAll(async () => {
  admin.close()
  await app.close()
})

describe('a visitor token', () => {
  test('WV-1 is given as the guides print it, to a page with the publishable key', async () => {
    const { status, body } = await askForToken(app.url)
    expect(status).toBe(200)
    expect(Object.keys(body).sort()).toEqual(['expiresIn', 'sessionId', 'token', 'userId'])
    expect(body.expiresIn).toBe(3600)
    expect(body.userId).toMatch(/^v_[\w-]{22}$/)
    expect(body.sessionId).toMatch(/^s_[\w-]{43}$/)
  })

  test('WV-1 is given to a back end with its secret key, by either header', async () => {
    expect((await askForToken(app.url, { origin: null, key: SECRET })).status).toBe(200)
    const headers = { 'x-api-key': SECRET, 'x-tenant-id': TENANT }
    const byHeader = { body: {}, headers, origin: null }
    const { status } = await request(app.url, 'POST', '/api/chat/anonymous-token', byHeader)
    expect(status).toBe(200)
  })

  test('WV-3 continues the session whose token is shown, and no other', async () => {
    const { token, sessionId, userId } = await newVisitor(app.url)
    const again = await askForToken(app.url, { body: { token, sessionId: 's_other' } })
    expect(again.body).toMatchObject({ sessionId, userId })
    const guessed = await askForToken(app.url, { body: { sessionId } })
    expect(guessed.body.sessionId).not.toBe(sessionId)
    expect(guessed.body.userId).not.toBe(userId)
  })

  test('WV-3 a token that is forged, foreign or an account’s continues nothing', async () => {
    const { sessionId, userId } = await newVisitor(app.url)
    const claims = { sub: userId, sid: sessionId }
    const tokens = [
      await visitorToken({
        claims,
        secret: 'a-secret-of-somebody-else-with-more-than-32-characters',
      }),
      await visitorToken({ claims: { ...claims, tenantId: 'globex' } }),
      await visitorToken({ claims, audience: 'user' }),
      await visitorToken({ claims, expiresAt: Math.floor(Date.now() / 1000) - 25 * 3600 }),
      await accessToken({ claims: { sub: userId } }),
      ben.token,
      'nonsense',
    ]
    for (const token of tokens) {
      const { status, body } = await askForToken(app.url, { body: { token, sessionId } })
      expect(status).toBe(200)
      expect(body.sessionId).not.toBe(sessionId)
    }
    const late = await visitorToken({
      claims,
      expiresAt: Math.floor(Date.now() / 1000) - 23 * 3600,
    })
    expect((await askForToken(app.url, { body: { token: late } })).body).toMatchObject({
      sessionId,
      userId,
    })
  })

  const refusals: [string, Parameters<typeof askForToken>[1], number, string][] = [
    ['without a tenant', { body: { tenantId: undefined } }, 400, 'MISSING_TENANT_ID'],
    ['for a tenant that is not there', { body: { tenantId: 'nobody' } }, 404, 'TENANT_NOT_FOUND'],
    ['with a wrong key', { key: 'parley_pk_wrong' }, 401, 'INVALID_API_KEY'],
    ['with a token for a key', { key: 'nonsense' }, 401, 'INVALID_API_KEY'],
    ['from another site', { origin: 'https://evil.example' }, 403, 'ORIGIN_NOT_ALLOWED'],
    ['from no page', { origin: null }, 403, 'ORIGIN_NOT_ALLOWED'],
    ['with a secret key in a page', { key: SECRET }, 403, 'FORBIDDEN'],
    [
      'with a fingerprint that is none',
      { body: { fingerprint: 'a\u0000b' } },
      400,
      'INVALID_REQUEST',
    ],
  ]

  test.each(refusals)('WV-2 %s is refused', async (_, asked, status, code) => {
    expect(await askForToken(app.url, asked)).toMatchObject({ status, body: { code } })
  })

  test('WV-2 without any key is refused with the sentence of the guides', async () => {
    const sent = { body: { tenantId: TENANT }, origin: SHOP }
    const { status, body } = await request(app.url, 'POST', '/api/chat/anonymous-token', sent)
    expect(status).toBe(401)
    expect(body).toMatchObject({ error: 'Invalid API key' })
  })

  test('WV-4 the session of old clients is a name, made for them and for nobody else', async () => {
    const path = '/api/chat/session'
    const [one, other] = [
      await askForToken(app.url, { path }),
      await askForToken(app.url, { path }),
    ]
    expect(Object.keys(one.body)).toEqual(['sessionId'])
    expect(one.body.sessionId).toMatch(/^session-[0-9a-f]{32}$/)
    expect(other.body.sessionId).not.toBe(one.body.sessionId)
    expect((await askForToken(app.url, { path, key: 'parley_pk_x' })).status).toBe(401)
  })
})

describe('a visitor’s socket', () => {
  test('WV-5 with a token is welcomed with the 24 h session', async () => {
    const { token, sessionId, userId } = await newVisitor(app.url)
    const socket = await visit(app.url, { auth: { token, apiKey: PUBLISHABLE } })
    const welcome = await socket.hears('connected')
    expect(welcome).toMatchObject({ userId, sessionId, tenantId: TENANT, socketId: socket.id })
    expect(welcome.expiresIn).toBeGreaterThan(3500)
    socket.close()
  })

  test('WV-6 with the publishable key alone gets a session made for it', async () => {
    const auth = { apiKey: PUBLISHABLE }
    const [one, other] = [await visit(app.url, { auth }), await visit(app.url, { auth })]
    const welcomes = [await one.hears('connected'), await other.hears('connected')]
    expect(new Set(welcomes.map(({ sessionId }) => sessionId)).size).toBe(2)
    for (const { sessionId, userId } of welcomes) {
      expect(sessionId).toMatch(/^s_/)
      expect(userId).toMatch(/^v_/)
    }
    one.close()
    other.close()
  })

  test('WV-6 does so on a page of the server’s own, whose polling says no origin', async () => {
    const extraHeaders = { 'sec-fetch-site': 'same-origin' }
    const polling = { transports: ['polling'], extraHeaders }
    const socket = await connect(app.url, { apiKey: PUBLISHABLE }, polling)
    expect((await socket.hears('connected')).userId).toMatch(/^v_/)
    socket.close()
  })

  test('WV-6 takes the key as Bearer too, as clients of the guides send it', async () => {
    const extraHeaders = { origin: SHOP, authorization: `Bearer ${PUBLISHABLE}` }
    const socket = await connect(app.url, {}, { extraHeaders })
    expect((await socket.hears('connected')).tenantId).toBe(TENANT)
    socket.close()
  })

  test('WV-7 that names a session of its own making is its visitor on every line, and hears nothing of it', async () => {
    const auth = { apiKey: PUBLISHABLE, sessionId: 'session-789-abc123' }
    const [one, other] = [await visit(app.url, { auth }), await visit(app.url, { auth })]
    const [here, there] = [await one.hears('connected'), await other.hears('connected')]
    expect(here).toMatchObject({ sessionId: 'session-789-abc123', userId: there.userId })
    expect(here.expiresIn).toBeUndefined()
    const { rooms } = app.app.io.of('/').adapter
    const row = await listed(here.userId)
    expect(row.sessionId).toMatch(/^s_/)
    expect(rooms.has(`conversation:${row.sessionId}`)).toBe(false)
    expect(rooms.has(`user:${TENANT}:${here.userId}`)).toBe(false)
    const elsewhere = await visit(app.url, { auth, origin: OWN_ORIGIN })
    expect((await elsewhere.hears('connected')).userId).not.toBe(here.userId)
    for (const socket of [one, other, elsewhere]) socket.close()
  })

  test('WV-8 that shows a session id of ours without its token gets another session', async () => {
    const { sessionId, userId, token } = await newVisitor(app.url)
    const owner = await visit(app.url, { auth: { token } })
    const thief = await visit(app.url, { auth: { apiKey: PUBLISHABLE, sessionId } })
    const welcome = await thief.hears('connected')
    expect(welcome.sessionId).not.toBe(sessionId)
    expect(welcome.userId).not.toBe(userId)
    const room = app.app.io.of('/').adapter.rooms.get(`conversation:${sessionId}`)
    expect([...(room ?? [])]).toEqual([owner.id])
    owner.close()
    thief.close()
  })

  const far = 'a-secret-of-somebody-else-with-more-than-32-characters'
  const yesterday = 1_700_000_000

  test.each([
    [
      'signed by others',
      () => visitorToken({ secret: far }),
      'INVALID_JWT_TOKEN',
      'Invalid JWT token',
    ],
    [
      'of yesterday',
      () => visitorToken({ expiresAt: yesterday }),
      'TOKEN_EXPIRED',
      'Invalid JWT token',
    ],
    [
      'without a session',
      () => visitorToken({ claims: { sid: undefined } }),
      'INVALID_JWT_TOKEN',
      'Invalid JWT token',
    ],
    [
      'of another tenant',
      () => visitorToken({ claims: { tenantId: 'globex' } }),
      'TENANT_MISMATCH',
      'Tenant ID mismatch',
    ],
  ])('WV-9 with a token %s is refused', async (_, make, code, message) => {
    const refused = await refusedHandshake(app.url, { token: await make() }, visitOptions())
    expect(refused).toMatchObject({ message, data: { code } })
  })

  test('WV-9 from a site that is not the tenant’s is refused', async () => {
    const { token } = await newVisitor(app.url)
    for (const auth of [{ token }, { apiKey: PUBLISHABLE }]) {
      const evil = visitOptions({ origin: 'https://evil.example' })
      expect((await refusedHandshake(app.url, auth, evil)).message).toBe('websocket error')
    }
  })

  test('WV-9 with a publishable key and no page is refused', async () => {
    const refused = await refusedHandshake(app.url, { apiKey: PUBLISHABLE })
    expect(refused.data?.code).toBe('ORIGIN_NOT_ALLOWED')
  })

  test('AC-46 that calls itself an admin is refused, whatever it shows', async () => {
    const { token } = await newVisitor(app.url)
    for (const auth of [{ token }, { apiKey: PUBLISHABLE }, { token: ben.token }]) {
      const options = 'apiKey' in auth || auth.token === token ? visitOptions() : {}
      const refused = await refusedHandshake(app.url, { ...auth, role: 'admin' }, options)
      expect(refused.data?.code).toBe('FORBIDDEN')
    }
    const own = await ada.connect({ role: 'admin' })
    own.close()
  })

  test('WV-10 is told of nobody and opens nothing of users', async () => {
    const { token, userId } = await newVisitor(app.url)
    const socket = await visit(app.url, { auth: { token, presence: 'batch' } })
    expect(await socket.ask('join_user', userId)).toEqual({ success: true, users: [] })
    const refused: [string, unknown][] = [
      ['join_user', ben.userId],
      ['get_online_users', {}],
      ['get_presence_changes', { epoch: '', after: 0 }],
      ['join_conversation', { conversationId: 'c1' }],
      ['send_private_message', { conversationId: 'c1', text: 'x', clientMessageId: '1' }],
    ]
    for (const [event, payload] of refused)
      expect(await socket.ask(event, payload)).toMatchObject({ code: 'FORBIDDEN' })
    const watched = await ben.connect()
    await admin.hears('user_online', (user) => user.userId === ben.userId)
    const told = ['user_online', 'user_offline', 'presence_batch', 'online_users_list'] as const
    expect(told.flatMap((event) => socket.heard(event))).toEqual([])
    watched.close()
    socket.close()
  })

  test('WV-11 renews its token with one of the same session only', async () => {
    const { token, sessionId, userId } = await newVisitor(app.url)
    const socket = await visit(app.url, { auth: { token } })
    const fresh = (await askForToken(app.url, { body: { token } })).body.token
    expect(await socket.ask('auth_refresh', { token: fresh })).toMatchObject({ success: true })
    const other = await newVisitor(app.url)
    const sameVisitor = await visitorToken({ claims: { sub: userId, sid: other.sessionId } })
    for (const stolen of [other.token, sameVisitor]) {
      const answer = await socket.ask('auth_refresh', { token: stolen })
      expect(answer).toMatchObject({ code: 'IDENTITY_UNVERIFIED' })
    }
    expect(await socket.ask('auth_refresh', { token: ada.token })).toMatchObject({
      code: 'INVALID_JWT_TOKEN',
    })
    expect((await socket.hears('connected')).sessionId).toBe(sessionId)
    socket.close()
  })

  test('WV-11 is told that its token ends, and closed when it has', async () => {
    const { sessionId, userId } = await newVisitor(app.url)
    const expiresAt = Math.ceil(Date.now() / 1000) + 3
    const token = await visitorToken({ claims: { sub: userId, sid: sessionId }, expiresAt })
    const socket = await visit(app.url, { auth: { token } })
    await socket.hears('token_expiring')
    await socket.isClosed()
    expect(socket.heard('error').at(-1)?.code).toBe('TOKEN_EXPIRED')
  })
})

describe('presence of visitors', () => {
  test('WV-12 an admin sees a visitor come, with session and page, and go', async () => {
    const { token, sessionId, userId } = await newVisitor(app.url)
    const page = { domain: 'localhost', url: `${SHOP}/shoes`, title: 'Shoes' }
    const socket = await visit(app.url, { auth: { token }, page })
    const seen = await admin.hears('user_online', (user) => user.userId === userId)
    expect(seen).toMatchObject({ kind: 'visitor', sessionId, origin: SHOP, ...page })
    expect(await listed(userId)).toMatchObject({ kind: 'visitor', sessionId, connections: 1 })
    socket.close()
    await admin.hears('user_offline', (user) => user.userId === userId)
  })

  test('PR-52 members see and count colleagues only, and their versions have no hole', async () => {
    const member = await ben.connect({ presence: 'batch' })
    await member.demand('join_user', ben.userId)
    const list = await member.hears('online_users_list')
    const visitors = await Promise.all([1, 2, 3].map(() => newVisitor(app.url)))
    const sockets = await Promise.all(
      visitors.map(({ token }) => visit(app.url, { auth: { token } })),
    )
    for (const { userId } of visitors)
      await admin.hears('user_online', (user) => user.userId === userId)
    const chloe = await signIn(app.url, 'new')
    const hers = await chloe.connect()
    const told = (batch: PresenceBatch) => JSON.stringify(batch.changes).includes(chloe.userId)
    await member.hears('presence_batch', told)
    const batches = member.heard('presence_batch').filter(({ to }) => to > list.version)
    let version = list.version
    for (const batch of batches) {
      expect(batch.from).toBeLessThanOrEqual(version + 1)
      version = batch.to
    }
    expect(JSON.stringify([list, ...member.heard('presence_batch')])).not.toContain('v_')
    const { body } = await ben.call<{ data: OnlineUser[]; count: number }>(
      'GET',
      '/api/online-users',
    )
    expect(body.data.some(({ userId }) => userId.startsWith('v_'))).toBe(false)
    expect(body.count).toBe(body.data.length)
    const counted = await ben.call('GET', '/api/online-users?countOnly=true')
    expect(counted.body.count).toBe(body.count)
    const since = { epoch: list.epoch, after: list.version }
    expect(JSON.stringify(await member.ask('get_presence_changes', since))).not.toContain('v_')
    for (const socket of [...sockets, hers, member]) socket.close()
  })
})

describe('a back end’s socket', () => {
  test('WV-13 with the secret key watches presence and is nobody', async () => {
    const backEnd = await connect(app.url, { apiKey: SECRET, role: 'admin' })
    expect((await backEnd.hears('connected')).tenantId).toBe(TENANT)
    const { token, userId } = await newVisitor(app.url)
    const socket = await visit(app.url, { auth: { token } })
    await backEnd.hears('user_online', (user) => user.userId === userId)
    const page = (await backEnd.ask('get_online_users', { tenantId: TENANT })) as OnlineUsersPage
    const ids = page.users.map((user) => user.userId)
    expect(ids).toContain(userId)
    expect(ids).not.toContain('key_demo_secret')
    expect(await backEnd.ask('get_online_users', { tenantId: 'globex' })).toMatchObject({
      code: 'TENANT_MISMATCH',
    })
    expect(await backEnd.ask('join_user', 'key_demo_secret')).toMatchObject({ code: 'FORBIDDEN' })
    expect(await backEnd.ask('user_activity', {})).toMatchObject({ code: 'FORBIDDEN' })
    socket.close()
    await backEnd.hears('user_offline', (user) => user.userId === userId)
    backEnd.close()
  })

  test('WV-13 a secret key that comes from a page is refused with the reason', async () => {
    const refused = await refusedHandshake(app.url, { apiKey: SECRET }, visitOptions())
    expect(refused.data?.code).toBe('FORBIDDEN')
    expect(refused.message).toContain('came from a browser')
  })
})

/** The row that an admin's list has of somebody. */
function listed(userId: string): Promise<OnlineUser> {
  return until('the visitor is listed', async () => {
    const { users } = await admin.demand('get_online_users', {})
    return users.find((user) => user.userId === userId)
  })
}
