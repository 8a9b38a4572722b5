import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IdentitySecretsAnswer } from '@/lib/developersProtocol'
import { OWN_ORIGIN } from '../infrastructure/usualEnv'
import { askAsPage, type BackEnd, identityToken, newIdentitySecret } from './support/identityTokens'
import { type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { refusedHandshake, type TestSocket } from './support/testSocket'
import {
  newVisitor,
  readChat,
  SECRET,
  SHOP,
  TENANT,
  visit,
  visitOptions,
  write,
} from './support/visitors'

const SECRETS = '/api/admin/identity-secrets'
const IDENTIFY = '/api/chat/identify'

let app: TestApp
let ada: Person
let ben: Person
let admin: TestSocket
let shop: BackEnd

beforeAll(async () => {
  app = await startTestApp()
  ada = await signIn(app.url, 'ada')
  ben = await signIn(app.url, 'ben')
  admin = await ada.connect()
  shop = await newIdentitySecret(ada)
})
afterAll(async () => {
  admin.close()
  await app.close()
})

async function identified(userId: string, more: object = {}, token?: string) {
  const proof = await identityToken(shop, { userId, ...more })
  const { status, body } = await askAsPage(app.url, IDENTIFY, { identityToken: proof, token })
  if (status !== 200) throw new Error(`identify answered ${status}: ${JSON.stringify(body)}`)
  return body
}

describe('identity secrets', () => {
  test('WV-26 are listed without the secret, two at most, and members and keys have no say', async () => {
    const next = await newIdentitySecret(ada, 'Next')
    const { body } = await ada.call<IdentitySecretsAnswer>('GET', SECRETS)
    expect(body.identitySecrets.map(({ name }) => name)).toEqual(['Next', 'Shop'])
    expect(JSON.stringify(body)).not.toContain(shop.secret)
    const third = await ada.call('POST', SECRETS, { name: 'Third' })
    expect(third).toMatchObject({ status: 409, body: { code: 'CONFLICT' } })
    expect((await ada.call('POST', SECRETS, { name: ' ' })).status).toBe(400)
    for (const method of ['GET', 'POST']) {
      const asked = method === 'POST' ? { name: 'Ben' } : undefined
      expect((await ben.call(method, SECRETS, asked)).status).toBe(403)
      const byKey = { body: asked, token: SECRET, origin: null }
      expect((await request(app.url, method, SECRETS, byKey)).status).toBe(403)
    }
    const proof = await identityToken(next, { userId: 'user-rotated' })
    expect((await askAsPage(app.url, IDENTIFY, { identityToken: proof })).status).toBe(200)
    expect((await ada.call('DELETE', `${SECRETS}/${next.id}`)).status).toBe(200)
    expect((await ada.call('DELETE', `${SECRETS}/${next.id}`)).status).toBe(404)
    const late = await askAsPage(app.url, IDENTIFY, { identityToken: proof })
    expect(late).toMatchObject({ status: 403, body: { code: 'IDENTITY_UNVERIFIED' } })
    const audit = await ada.call('GET', '/api/admin/audit')
    expect(JSON.stringify(audit.body)).toContain('identity_secret.created')
    expect(JSON.stringify(audit.body)).toContain('identity_secret.revoked')
  })
})

describe('an identified visitor', () => {
  test('WV-23 has the id of the tenant, a session of this browser, and the name that admins see', async () => {
    const vera = await identified('user-vera', { name: 'Vera', email: 'vera@example.com' })
    expect(Object.keys(vera).sort()).toEqual(['expiresIn', 'sessionId', 'token', 'userId'])
    expect(vera).toMatchObject({ userId: 'user-vera', expiresIn: 3600 })
    const socket = await visit(app.url, { auth: { token: vera.token } })
    const seen = await admin.hears('user_online', (user) => user.userId === 'user-vera')
    expect(seen).toMatchObject({ name: 'Vera', email: 'vera@example.com', kind: 'visitor' })
    const again = await identified('user-vera', { name: 'Vera V.' }, vera.token)
    expect(again.sessionId).toBe(vera.sessionId)
    const { body } = await write(app.url, again, { text: 'hi', userInfo: { name: 'Ada' } })
    const told = await admin.hears(
      'meta_message_created',
      ({ message }) => message.id === body.messageId,
    )
    expect(told.message).toMatchObject({ senderName: 'Vera V.', userId: 'user-vera' })
    socket.close()
  })

  test('WV-27 from two browsers has one conversation and one row, and two sessions', async () => {
    const [one, other] = [await identified('user-two'), await identified('user-two')]
    expect(one.sessionId).not.toBe(other.sessionId)
    const [here, there] = await Promise.all(
      [one, other].map(({ token }) => visit(app.url, { auth: { token } })),
    )
    await write(app.url, one, { text: 'from one', clientMessageId: '1' })
    await write(app.url, other, { text: 'from the other', clientMessageId: '2' })
    for (const { token } of [one, other]) {
      const { body } = await readChat(app.url, token)
      expect(body.messages.map(({ text }) => text)).toEqual(['from one', 'from the other'])
    }
    await here?.hears('meta_message_created', ({ message }) => message.text === 'from the other')
    const { users } = await admin.demand('get_online_users', {})
    expect(users.filter(({ userId }) => userId === 'user-two')).toHaveLength(1)
    here?.close()
    there?.close()
  })

  test('WV-24 is nobody without the proof: a userId or a session id that is guessed opens nothing', async () => {
    const vera = await identified('user-guessed')
    const { body: own } = await write(app.url, vera, { text: 'secret', clientMessageId: 'own' })
    const thief = await newVisitor(app.url)
    const claims = [
      `userId=user-guessed`,
      `sessionId=${vera.sessionId}`,
      `conversationId=${own.conversationId}`,
    ]
    for (const query of claims) {
      const { status, body } = await readChat(app.url, thief.token, query)
      expect([403, 404]).toContain(status)
      expect(JSON.stringify(body)).not.toContain('secret')
    }
    const asking = { userId: 'user-guessed', text: 'me' }
    const forged = await write(app.url, thief, asking)
    expect(forged).toMatchObject({ status: 403, body: { code: 'IDENTITY_UNVERIFIED' } })
    const byKey = await askAsPage(app.url, '/webchat/message', { ...asking, tenantId: TENANT })
    expect(byKey.body.code).toBe('IDENTITY_UNVERIFIED')
    expect((await askAsPage(app.url, IDENTIFY, { userId: 'user-guessed' })).status).toBe(400)
  })

  test('WV-24 is proven for its own tenant, on its own pages and until the proof ends', async () => {
    const proof = await identityToken(shop, { userId: 'user-x' })
    const ask = (body: object, page = {}) => askAsPage(app.url, IDENTIFY, body, page)
    const refused: [Promise<{ status: number; body: { code?: string } }>, number, string][] = [
      [ask({ identityToken: proof, tenantId: 'globex' }), 404, 'TENANT_NOT_FOUND'],
      [ask({ identityToken: proof }, { key: 'parley_pk_x' }), 401, 'INVALID_API_KEY'],
      [
        ask({ identityToken: proof }, { origin: 'https://evil.example' }),
        403,
        'ORIGIN_NOT_ALLOWED',
      ],
      [ask({ identityToken: proof }, { origin: null }), 403, 'ORIGIN_NOT_ALLOWED'],
    ]
    for (const [asked, status, code] of refused)
      expect(await asked).toMatchObject({ status, body: { code } })
    const expired = await identityToken(shop, { userId: 'user-x' }, { expiresAt: 1_700_000_000 })
    const late = await ask({ identityToken: expired })
    expect(late).toMatchObject({ status: 401, body: { code: 'TOKEN_EXPIRED' } })
    const own = await ask({ identityToken: proof, tenantId: TENANT }, { origin: OWN_ORIGIN })
    expect(own.status).toBe(200)
  })
})

describe('identifying an anonymous visitor', () => {
  test('WV-28 WV-32 joins what they wrote to what they had, in all tabs, and admins see one visitor', async () => {
    const before = await identified('user-merged', { name: 'Mia' })
    await write(app.url, before, { text: 'last week', clientMessageId: '1' })
    const guest = await newVisitor(app.url)
    const tab = await visit(app.url, { auth: { token: guest.token } })
    const { body: asked } = await write(app.url, guest, { text: 'today', clientMessageId: '1' })
    await admin.hears('user_online', ({ userId }) => userId === guest.userId)

    const user = await identified('user-merged', { name: 'Mia' }, guest.token)
    expect(user.sessionId).not.toBe(guest.sessionId)
    expect((await tab.hears('session_revoked')).reason).toContain('connect again')
    await tab.isClosed()
    await admin.hears('user_offline', ({ userId }) => userId === guest.userId)
    const known = await admin.hears('visitor_identified', (one) => one.visitorId === guest.userId)
    expect(known).toMatchObject({ userId: user.userId, removedId: asked.conversationId })
    expect(known.conversationId).not.toBe(asked.conversationId)
    await admin.hears(
      'conversation_removed',
      ({ conversationId }) => conversationId === asked.conversationId,
    )
    const { body } = await readChat(app.url, user.token)
    expect(body.messages.map(({ text }) => text)).toEqual(['last week', 'today'])
    expect(body.messages.every(({ senderId }) => senderId === 'user-merged')).toBe(true)

    const to = { sessionId: guest.sessionId, text: 'answer', senderType: 'agent' }
    expect((await ada.call('POST', '/webchat/message', to)).status).toBe(200)
    const answered = await readChat(app.url, user.token)
    expect(answered.body.messages.at(-1)?.text).toBe('answer')

    // What links, webhooks and back ends have kept names the same chat, for the tenant alone.
    const { conversationId: old } = asked
    for (const query of [`userId=${guest.userId}`, `conversationId=${old}`]) {
      const { body: found } = await readChat(app.url, SECRET, query, null)
      expect(found.conversationId).toBe(known.conversationId)
      expect((await readChat(app.url, user.token, query)).body.code).toBeDefined()
    }
    const late = { conversationId: old, text: 'late', senderType: 'bot' }
    const byKey = { token: SECRET, origin: null, body: late }
    const { body: sent } = await request(app.url, 'POST', '/webchat/message', byKey)
    expect(sent.conversationId).toBe(known.conversationId)
    const chat = { conversation: { id: known.conversationId } }
    expect(await ada.call('POST', `/api/admin/conversations/${old}/close`)).toMatchObject({
      body: chat,
    })
    const read = await ada.call('POST', `/api/admin/conversations/${old}/read`, { seq: 1 })
    expect(read).toMatchObject({ status: 200, body: { success: true } })
    const block = `/api/admin/visitors/${guest.userId}/block`
    for (const method of ['POST', 'DELETE'])
      expect(await ada.call(method, block)).toMatchObject({ status: 200, body: chat })
  })

  test('WV-29 the token of the anonymous session opens nothing from then on', async () => {
    const guest = await newVisitor(app.url)
    const user = await identified('user-fixed', {}, guest.token)
    await write(app.url, user, { text: 'secret' })
    expect((await readChat(app.url, guest.token)).status).toBe(401)
    expect((await write(app.url, guest, { text: 'me' })).status).toBe(401)
    const shown = { tenantId: TENANT, token: guest.token }
    const { body: next } = await askAsPage(app.url, '/api/chat/anonymous-token', shown)
    expect(next.userId).toMatch(/^v_/)
    expect(next.userId).not.toBe(guest.userId)
    const again = await identified('user-fixed', {}, guest.token)
    const { body } = await readChat(app.url, again.token)
    expect(body.messages.map(({ text }) => text)).toEqual(['secret'])
  })

  test('WV-29 another user’s token is not merged: one user never becomes another', async () => {
    const one = await identified('user-shared-1')
    await write(app.url, one, { text: 'of one' })
    const other = await identified('user-shared-2', {}, one.token)
    expect((await readChat(app.url, other.token)).body.messages).toEqual([])
    expect((await readChat(app.url, one.token)).status).toBe(401)
    const back = await identified('user-shared-1')
    expect((await readChat(app.url, back.token)).body.messages).toHaveLength(1)
  })
})

describe('logging out', () => {
  test('WV-30 ends the session and its sockets, and begins a visitor who knows nothing of it', async () => {
    const user = await identified('user-leaving')
    const elsewhere = await identified('user-leaving')
    const tab = await visit(app.url, { auth: { token: user.token } })
    await write(app.url, user, { text: 'mine' })
    const shown = { tenantId: TENANT, token: user.token }
    const { status, body: fresh } = await askAsPage(app.url, '/api/chat/logout', shown)
    expect(status).toBe(200)
    expect(fresh.userId).toMatch(/^v_/)
    await tab.hears('session_revoked')
    await tab.isClosed()
    expect((await readChat(app.url, fresh.token)).body.messages).toEqual([])
    expect((await readChat(app.url, user.token)).status).toBe(401)
    const { data } = await refusedHandshake(app.url, { token: user.token }, visitOptions())
    expect(data?.code).toBe('INVALID_JWT_TOKEN')
    const { body: next } = await askAsPage(app.url, '/api/chat/anonymous-token', shown)
    expect(next.userId).not.toBe('user-leaving')
    expect((await readChat(app.url, elsewhere.token)).body.messages).toHaveLength(1)
    const nobody = await askAsPage(app.url, '/api/chat/logout', { ...shown, token: 'nonsense' })
    expect(nobody.status).toBe(200)
  })
})

describe('a visitor whose page has no socket', () => {
  test('WV-31 is online while its tab asks, is one row through identifying, and gone when logged out', async () => {
    const guest = await newVisitor(app.url)
    const tab = { 'x-parley-tab': 'tab-http' }
    const poll = (token: string) =>
      request(app.url, 'GET', '/api/chat/messages?after=0', { token, origin: SHOP, headers: tab })
    await poll(guest.token)
    await admin.hears('user_online', ({ userId }) => userId === guest.userId)
    const user = await identified('user-http', { name: 'Hal' }, guest.token)
    await admin.hears('user_offline', ({ userId }) => userId === guest.userId)
    await poll(user.token)
    const seen = await admin.hears('user_online', ({ userId }) => userId === 'user-http')
    expect(seen.name).toBe('Hal')
    const { body: sent } = await write(app.url, user, { text: 'over HTTP' })
    const reply = { sessionId: user.sessionId, text: 'hello', senderType: 'agent' }
    await ada.call('POST', '/webchat/message', reply)
    const { body } = await readChat(app.url, user.token, `after=${sent.seq}`)
    expect(body.messages.map(({ text }) => text)).toEqual(['hello'])
    await askAsPage(app.url, '/api/chat/logout', { tenantId: TENANT, token: user.token })
    await admin.hears('user_offline', ({ userId }) => userId === 'user-http')
  })
})
