import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IdentitySecretsAnswer } from '@/lib/developersProtocol'
import { OWN_ORIGIN } from '../infrastructure/usualEnv'
import { askAsPage, type BackEnd, identityToken, newIdentitySecret } from './support/identityTokens'
import { type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import type { TestSocket } from './support/testSocket'
import { newVisitor, readChat, SECRET, TENANT, visit, write } from './support/visitors'

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
