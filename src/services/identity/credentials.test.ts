import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import type { OpenedSession } from './accountSessions'
import { hashOf } from './secrets'
import { OWN, PASSWORD, PLACE, START_MS, testIdentity } from './testIdentity'

const json = { 'content-type': 'application/json' }
const HOUR_MS = 3_600_000
const GATEWAY_KEY = 'a-gateway-key-without-prefix'

describe.each(testDatabases())('credentials on $name', ({ open }) => {
  let database: Database
  let tested: ReturnType<typeof testIdentity>
  let ada: OpenedSession
  let ben: OpenedSession
  let access: { ada: string; ben: string }

  beforeAll(async () => {
    database = await open()
    const gatewayKey = { key: GATEWAY_KEY, tenantId: 'acme' }
    tested = testIdentity(database, { options: { gatewayKey } })
    const { accounts, grants } = tested.identity
    const wish = (name: string) => ({ name, email: `${name}@acme.test`, password: PASSWORD })
    ada = await accounts.signUp(wish('Ada'), PLACE)
    ben = await accounts.signUp(wish('Ben'), PLACE)
    access = {
      ada: (await grants.grant(ada.session)).token,
      ben: (await grants.grant(ben.session)).token,
    }
    await database.query("insert into tenants (key, name) values ('globex', 'Globex')")
    await addKey('parley_sk_acme', { scopes: ['push'] })
    await addKey('parley_sk_globex', { tenant: 'globex' })
    await addKey('parley_sk_revoked', { revokedAt: new Date(tested.clock.nowMs) })
    await addKey('parley_sk_over', { expiresAt: new Date(tested.clock.nowMs) })
    await addKey('parley_sk_soon', { expiresAt: new Date(START_MS + HOUR_MS) })
    await addKey('parley_pk_acme', { kind: 'publishable' })
  })
  afterAll(() => database.close())

  interface Key {
    kind?: string
    tenant?: string
    scopes?: string[]
    revokedAt?: Date
    expiresAt?: Date
  }

  async function addKey(text: string, key: Key = {}): Promise<void> {
    const { kind = 'secret', tenant = 'acme', scopes = [], revokedAt, expiresAt } = key
    await database.query(
      `insert into api_keys (id, tenant_id, kind, name, hash, prefix, suffix, scopes, revoked_at, expires_at)
       select $1, id, $2, '', $3, '', '', $4, $5, $6 from tenants where key = $7`,
      [text, kind, hashOf(text), scopes, revokedAt ?? null, expiresAt ?? null, tenant],
    )
  }

  const authenticate = (headers: Record<string, string>, method = 'GET', path = '/') =>
    tested.identity.authenticate(new Request(`http://localhost${path}`, { method, headers }))
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  const cookie = (token: string) => ({ cookie: `__Host-parley-session=${token}` })

  test('AC-18 nothing shown is nobody', async () => {
    await expect(authenticate({})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    await expect(authenticate(cookie('guessed'))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  test('AC-18 access token, session token and cookie prove the same person', async () => {
    const person = { kind: 'user', userId: ada.session.account.id, tenantId: 'acme', role: 'owner' }
    expect(await authenticate(bearer(access.ada))).toMatchObject(person)
    expect(await authenticate(bearer(ada.token))).toMatchObject(person)
    expect(await authenticate(cookie(ada.token))).toMatchObject(person)
  })

  test('AC-18 Authorization beats the cookie', async () => {
    const both = { ...bearer(access.ben), ...cookie(ada.token) }
    expect(await authenticate(both)).toMatchObject({ name: 'Ben' })
  })

  test.each([
    ['a wrong token', 'Bearer wrong', 'INVALID_JWT_TOKEN'],
    ['a session token of nobody', 'Bearer parley_st_wrong', 'UNAUTHENTICATED'],
    ['a wrong key', 'Bearer parley_sk_wrong', 'INVALID_API_KEY'],
    ['another scheme', 'Basic YWRhOmFkYQ==', 'INVALID_JWT_TOKEN'],
    ['nothing behind it', 'Bearer', 'INVALID_JWT_TOKEN'],
    ['two of them', 'Bearer a, Bearer b', 'INVALID_JWT_TOKEN'],
  ])(
    'AC-18 Authorization with %s is refused though the cookie is right',
    async (_, header, code) => {
      const headers = { authorization: header, ...cookie(ada.token) }
      await expect(authenticate(headers)).rejects.toMatchObject({ code })
    },
  )

  describe('a write proven by the cookie', () => {
    const write = (headers: Record<string, string>, method = 'POST', path?: string) =>
      authenticate({ ...cookie(ada.token), ...headers }, method, path)

    test('AC-19 of an own page is accepted', async () => {
      expect(await write({ origin: OWN, ...json })).toMatchObject({ name: 'Ada' })
      expect(
        await write({ origin: 'https://other.test', host: 'other.test', ...json }),
      ).toMatchObject({ name: 'Ada' })
      expect(await write({ origin: OWN }, 'DELETE')).toMatchObject({ name: 'Ada' })
    })

    test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
      'AC-19 %s of another page is refused',
      async (method) => {
        for (const origin of ['https://evil.test', 'null', 'http://chat.acme.test']) {
          const attempt = write({ origin, ...json }, method)
          await expect(attempt).rejects.toMatchObject({ code: 'ORIGIN_NOT_ALLOWED' })
        }
      },
    )

    test('AC-19 without an origin is refused', async () => {
      await expect(write(json)).rejects.toMatchObject({ code: 'ORIGIN_NOT_ALLOWED' })
    })

    test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
      'AC-19 as %s is refused',
      async (type) => {
        const attempt = write({ origin: OWN, 'content-type': type })
        await expect(attempt).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
      },
    )

    test('AC-19 UP-1 as a form is accepted where files are sent, from an own page', async () => {
      const form = { 'content-type': 'multipart/form-data; boundary=b' }
      const path = '/api/uploads'
      expect(await write({ origin: OWN, ...form }, 'POST', path)).toMatchObject({ name: 'Ada' })
      const foreign = write({ origin: 'https://evil.test', ...form }, 'POST', path)
      await expect(foreign).rejects.toMatchObject({ code: 'ORIGIN_NOT_ALLOWED' })
      const plain = write({ origin: OWN, 'content-type': 'text/plain' }, 'POST', path)
      await expect(plain).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
      const elsewhere = write({ origin: OWN, ...form }, 'POST', '/api/webhooks/api/uploads')
      await expect(elsewhere).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    })

    test('AC-19 reading needs no origin, and a token needs neither origin nor JSON', async () => {
      expect(await authenticate(cookie(ada.token))).toMatchObject({ name: 'Ada' })
      expect(await authenticate(bearer(ada.token), 'POST')).toMatchObject({ name: 'Ada' })
    })
  })

  test('AC-34 whatever a page holds, it must be of the server or of a site of the tenant', async () => {
    await database.query(
      `insert into sites (tenant_id, key, domain)
       select id, 'shop', 'shop.' || key || '.test' from tenants`,
    )
    tested.clock.nowMs += 30_000
    for (const shown of [bearer(access.ada), bearer(ada.token), cookie(ada.token)]) {
      for (const origin of [OWN, 'https://shop.acme.test']) {
        expect(await authenticate({ ...shown, origin })).toMatchObject({ name: 'Ada' })
      }
      for (const origin of ['https://shop.globex.test', 'https://evil.test', 'null']) {
        const attempt = authenticate({ ...shown, origin })
        await expect(attempt).rejects.toMatchObject({ code: 'ORIGIN_NOT_ALLOWED' })
      }
    }
  })

  describe('tenants', () => {
    test('AC-21 a header that disagrees with a token is refused', async () => {
      const headers = { ...bearer(access.ada), 'x-tenant-id': 'globex' }
      await expect(authenticate(headers)).rejects.toMatchObject({ code: 'TENANT_MISMATCH' })
      const agreeing = { ...bearer(access.ada), 'x-tenant-id': 'acme' }
      expect(await authenticate(agreeing)).toMatchObject({ tenantId: 'acme' })
    })

    test('AC-21 a member of several chooses, and nobody chooses one they are not in', async () => {
      await database.query(
        `insert into memberships (tenant_id, user_id, role)
         select id, $1, 'agent' from tenants where key = 'globex'`,
        [ben.session.account.id],
      )
      const globex = { 'x-tenant-id': 'globex' }
      expect(await authenticate({ ...cookie(ben.token), ...globex })).toMatchObject({
        tenantId: 'globex',
        role: 'agent',
      })
      expect(await authenticate(cookie(ben.token))).toMatchObject({ tenantId: 'acme' })
      const attempt = authenticate({ ...cookie(ada.token), ...globex })
      await expect(attempt).rejects.toMatchObject({ code: 'TENANT_MISMATCH' })
    })

    test('AC-21 a grant for a tenant one is not in is refused, an unknown one is not found', async () => {
      const { grants } = tested.identity
      await expect(grants.grant(ada.session, 'globex')).rejects.toMatchObject({
        code: 'TENANT_MISMATCH',
      })
      await expect(grants.grant(ada.session, 'nowhere')).rejects.toMatchObject({
        code: 'TENANT_NOT_FOUND',
      })
      expect(await grants.grant(ada.session, 'acme')).toMatchObject({
        success: true,
        expiresIn: 900,
        user: ada.session.account,
        tenantId: 'acme',
        role: 'owner',
      })
    })
  })

  describe('keys', () => {
    test('AC-29 a secret key is its tenant’s back end, in either header', async () => {
      const service = {
        kind: 'service',
        tenantId: 'acme',
        keyId: 'parley_sk_acme',
        scopes: ['push'],
      }
      expect(await authenticate(bearer('parley_sk_acme'))).toEqual(service)
      expect(await authenticate({ 'x-api-key': 'parley_sk_acme' })).toEqual(service)
    })

    test.each(['parley_sk_revoked', 'parley_sk_over', 'parley_sk_unknown', 'nothing like a key'])(
      'AC-28 %s is refused',
      async (key) => {
        const attempt = authenticate({ 'x-api-key': key })
        await expect(attempt).rejects.toMatchObject({
          code: 'INVALID_API_KEY',
          message: 'Invalid API key',
        })
      },
    )

    test('AC-28 a key is good until its end', async () => {
      const { nowMs } = tested.clock
      tested.clock.nowMs = START_MS + HOUR_MS - 1
      expect(await authenticate(bearer('parley_sk_soon'))).toMatchObject({ kind: 'service' })
      tested.clock.nowMs = START_MS + HOUR_MS
      const attempt = authenticate(bearer('parley_sk_soon'))
      await expect(attempt).rejects.toMatchObject({ code: 'INVALID_API_KEY' })
      tested.clock.nowMs = nowMs
    })

    test('AC-29 a secret key from a browser is refused with the reason', async () => {
      for (const shown of [bearer('parley_sk_acme'), { 'x-api-key': 'parley_sk_acme' }]) {
        await expect(authenticate({ ...shown, origin: OWN })).rejects.toMatchObject({
          code: 'FORBIDDEN',
          message: expect.stringContaining('came from a browser'),
        })
      }
    })

    test('AC-30 a publishable key alone proves nobody', async () => {
      await expect(authenticate(bearer('parley_pk_acme'))).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
      await expect(authenticate({ 'x-api-key': 'parley_pk_acme' })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
    })

    test('AC-30 a key beside a token leaves the person who they are, in the same tenant', async () => {
      const beside = (key: string) => authenticate({ ...bearer(access.ada), 'x-api-key': key })
      expect(await beside('parley_pk_acme')).toMatchObject({ kind: 'user', name: 'Ada' })
      await expect(beside('parley_sk_globex')).rejects.toMatchObject({ code: 'TENANT_MISMATCH' })
      await expect(beside('parley_pk_unknown')).rejects.toMatchObject({ code: 'INVALID_API_KEY' })
    })

    test('AC-31 the gateway key of the environment is a secret key of its tenant', async () => {
      expect(await authenticate(bearer(GATEWAY_KEY))).toMatchObject({
        kind: 'service',
        tenantId: 'acme',
        scopes: expect.arrayContaining(['push', 'admin']),
      })
      const inBrowser = authenticate({ ...bearer(GATEWAY_KEY), origin: OWN })
      await expect(inBrowser).rejects.toMatchObject({ code: 'FORBIDDEN' })
    })

    test('AC-32 its use is written down behind its user, at most every minute', async () => {
      const use = async () => void (await authenticate(bearer('parley_sk_globex')))
      const usedAt = async () => {
        const query = 'select last_used_at as at from api_keys where id = $1'
        const [row] = await database.query<{ at: Date | null }>(query, ['parley_sk_globex'])
        return row?.at?.getTime()
      }
      const firstMs = tested.clock.nowMs
      await use()
      await expect.poll(usedAt).toBe(firstMs)
      tested.clock.nowMs += 60_000 - 1
      await use()
      tested.clock.nowMs += 1
      await use()
      await expect.poll(usedAt).toBe(firstMs + 60_000)
    })
  })

  test('AC-45 a page learns from the cookie who is signed in', async () => {
    const { sessionOfCookie } = tested.identity
    expect(await sessionOfCookie(`theme=dark; __Host-parley-session=${ada.token}`)).toEqual({
      ...ada.session.account,
      tenantId: 'acme',
      role: 'owner',
      accountSessionId: ada.session.id,
    })
    expect(await sessionOfCookie('__Host-parley-session=guessed')).toBeUndefined()
    expect(await sessionOfCookie(null)).toBeUndefined()
  })
})
