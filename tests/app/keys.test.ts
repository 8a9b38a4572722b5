import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  AuditAnswer,
  KeyAnswer,
  KeysAnswer,
  KeyWish,
  NewKeyAnswer,
} from '@/lib/developersProtocol'
import { type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { connect, refusedHandshake } from './support/testSocket'
import { newVisitor, SECRET, visit, visitOptions } from './support/visitors'

const PATH = '/api/admin/keys'
const server: KeyWish = {
  name: 'Back end',
  kind: 'secret',
  scopes: ['push', 'presence:read'],
  sites: [],
}
const widget: KeyWish = { name: 'Widget', kind: 'publishable', scopes: [], sites: [] }

describe('keys', () => {
  let app: TestApp
  let ada: Person

  beforeAll(async () => {
    app = await startTestApp()
    ada = await signIn(app.url, 'ada')
  })
  afterAll(() => app.close())

  const create = (wish: object) => ada.call<NewKeyAnswer>('POST', PATH, wish)
  const list = async () => (await ada.call<KeysAnswer>('GET', PATH)).body.keys
  /** A server that shows a key and an id that is nobody's. */
  const pushBy = (key: string) =>
    request(app.url, 'POST', '/api/gateway/send', {
      body: { userId: '0'.repeat(24), event: 'news', message: 'Hello' },
      token: key,
      origin: null,
    })

  test('AC-47 AC-48 an owner makes, uses, renames, rotates and revokes a key', async () => {
    const { body: made } = await create(server)
    expect(made).toMatchObject({ success: true, key: { name: 'Back end', kind: 'secret' } })
    expect((await pushBy(made.secret)).status).toBe(200)
    const { body: renamed } = await ada.call<KeyAnswer>('PATCH', `${PATH}/${made.key.id}`, {
      name: 'Billing',
    })
    expect(renamed.key).toMatchObject({ name: 'Billing', scopes: server.scopes })
    const rotated = await ada.call<NewKeyAnswer>('POST', `${PATH}/${made.key.id}/rotate`, {})
    expect((await pushBy(rotated.body.secret)).status).toBe(200)
    const old = (await list()).find(({ id }) => id === made.key.id)
    expect(old).toMatchObject({ replacedBy: rotated.body.key.id })
    expect(Date.parse(old?.expiresAt ?? '') - Date.now()).toBeGreaterThan(23 * 3_600_000)
    expect((await ada.call('DELETE', `${PATH}/${made.key.id}`)).status).toBe(200)
    expect(await pushBy(made.secret)).toMatchObject({
      status: 401,
      body: { code: 'INVALID_API_KEY' },
    })
    expect(JSON.stringify(await list())).not.toContain(rotated.body.secret)
  })

  test('AC-47 agents, members, keys and other tenants are refused', async () => {
    const { body: made } = await create(server)
    const one = `${PATH}/${made.key.id}`
    const attempts: [string, string, object?][] = [
      ['GET', PATH],
      ['POST', PATH, server],
      ['PATCH', one, { name: 'Mine' }],
      ['POST', `${one}/rotate`, {}],
      ['DELETE', one],
      ['GET', '/api/admin/audit'],
    ]
    await app.app.database.query("update memberships set role = 'agent' where user_id = 'u_ben'")
    const ben = await signIn(app.url, 'ben')
    const guest = await signIn(app.url, 'new')
    for (const [method, path, body] of attempts) {
      const asKey = request(app.url, method, path, { body, token: SECRET, origin: null })
      for (const attempt of [ben.call(method, path, body), guest.call(method, path, body), asKey])
        expect(await attempt).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
    }
    await app.app.database.query(
      "insert into tenants (key, name) values ('globex', 'Globex') on conflict do nothing",
    )
    await app.app.database.query(
      "update api_keys set tenant_id = (select id from tenants where key = 'globex') where id = $1",
      [made.key.id],
    )
    for (const [method, path, body] of attempts.slice(2, 5))
      expect((await ada.call(method, path, body)).status).toBe(404)
    expect((await list()).map(({ id }) => id)).not.toContain(made.key.id)
  })

  test('AC-53 a wish that makes no sense is refused with the field', async () => {
    const wrong: [object, string][] = [
      [{ ...server, name: ' \u200f ' }, 'name'],
      [{ ...server, scopes: [] }, 'scopes'],
      [{ ...server, scopes: ['root'] }, 'scopes'],
      [{ ...widget, scopes: ['push'] }, 'scopes'],
      [{ ...server, sites: ['site-1'] }, 'sites'],
      [{ ...widget, sites: ['nowhere'] }, 'sites'],
      [{ ...server, expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
      [{ ...server, expiresAt: 'tomorrow' }, 'expiresAt'],
    ]
    for (const [wish, field] of wrong) {
      const { status, body } = await create(wish)
      expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(field)])
    }
  })

  test('AC-50 the end of a key closes what showed it, and nothing else', async () => {
    const { body: secret } = await create(server)
    const { body: open } = await create(widget)
    const { token } = await newVisitor(app.url)
    const backEnd = await connect(app.url, { token: secret.secret })
    const keyAlone = await visit(app.url, { auth: { apiKey: open.secret, sessionId: 'cart' } })
    const beside = await visit(app.url, { auth: { token, apiKey: open.secret } })
    const other = await visit(app.url, { auth: { token } })
    await ada.call('DELETE', `${PATH}/${secret.key.id}`)
    await ada.call('DELETE', `${PATH}/${open.key.id}`)
    for (const socket of [backEnd, keyAlone, beside]) {
      expect(await socket.hears('session_revoked')).toEqual({ reason: 'This key was revoked' })
      await socket.isClosed()
    }
    expect(other.connected).toBe(true)
    other.close()
    const again = refusedHandshake(app.url, { apiKey: open.secret }, visitOptions())
    expect(await again).toMatchObject({ data: { code: 'INVALID_API_KEY' } })
  })

  test('DV-1 the audit log tells who did it, page by page', async () => {
    const { body: made } = await create({ ...server, name: 'Logged' })
    await ada.call('DELETE', `${PATH}/${made.key.id}`)
    const { body: newest } = await ada.call<AuditAnswer>('GET', '/api/admin/audit?limit=1')
    expect(newest).toMatchObject({
      entries: [{ action: 'key.revoked', target: 'Logged', actorId: ada.userId, actorName: 'Ada' }],
      hasMore: true,
    })
    const [{ id } = { id: '' }] = newest.entries
    const older = await ada.call<AuditAnswer>('GET', `/api/admin/audit?limit=1&before=${id}`)
    expect(older.body.entries).toMatchObject([{ action: 'key.created', target: 'Logged' }])
  })
})
