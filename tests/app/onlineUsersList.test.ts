import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OnlineUsersPage } from '@/lib/protocol'
import { type Answer, type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import type { TestSocket } from './support/testSocket'
import { foreignToken } from './support/tokens'
import {
  newVisitor,
  PUBLISHABLE,
  SECRET,
  TENANT,
  type VisitorGrant,
  visit,
} from './support/visitors'

const PATH = '/api/chat/online-users'

let app: TestApp
let ada: Person
let ben: Person
let visitors: VisitorGrant[]
let sockets: TestSocket[]

beforeAll(async () => {
  app = await startTestApp()
  ada = await signIn(app.url, 'ada')
  ben = await signIn(app.url, 'ben')
  await app.app.database.query("insert into tenants (key, name) values ('globex', 'Globex')")
  visitors = await Promise.all([1, 2, 3].map(() => newVisitor(app.url)))
  sockets = [await ben.connect()]
  for (const { token } of visitors) sockets.push(await visit(app.url, { auth: { token } }))
})
afterAll(async () => {
  for (const socket of sockets) socket.close()
  await app.close()
})

interface Asked {
  query?: string
  token?: string
  headers?: Record<string, string>
  origin?: string | null
}

const ask = ({ query = `?tenantId=${TENANT}`, ...sent }: Asked): Promise<Answer<OnlineUsersPage>> =>
  request<OnlineUsersPage>(app.url, 'GET', PATH + query, sent)

describe('GET /api/chat/online-users', () => {
  const callers: [string, () => Asked][] = [
    ['an admin’s access token', () => ({ token: ada.token })],
    ['an admin’s account session', () => ({ token: ada.sessionToken })],
    ['a secret key as Bearer', () => ({ token: SECRET, origin: null })],
    ['a secret key as X-API-Key', () => ({ headers: { 'x-api-key': SECRET }, origin: null })],
    ['X-Tenant-ID', () => ({ token: SECRET, origin: null, query: '', headers: tenantHeader() })],
    ['an empty tenantId and X-Tenant-ID', () => ({ ...asAda(), query: '?tenantId=' })],
  ]

  test.each(callers)('PR-56 with %s gives everybody, as the guides print it', async (_, asked) => {
    const { status, body } = await ask(asked())
    expect(status).toBe(200)
    expect(Object.keys(body).sort()).toEqual(['epoch', 'total', 'users', 'version'])
    expect(body.total).toBe(4)
    const ids = body.users.map(({ userId }) => userId)
    expect(ids.toSorted()).toEqual([ben.userId, ...visitors.map(({ userId }) => userId)].toSorted())
    const fields = { sessionId: expect.any(String), connectedAt: expect.any(String) }
    for (const user of body.users)
      expect(user).toMatchObject({ ...fields, domain: '', origin: expect.any(String), url: '' })
  })

  test('PR-56 pages by limit and cursor', async () => {
    const first = (await ask({ ...asAda(), query: `?tenantId=${TENANT}&limit=3` })).body
    expect([first.users.length, first.total]).toEqual([3, 4])
    const rest = `?tenantId=${TENANT}&limit=3&cursor=${first.nextCursor}`
    const second = (await ask({ ...asAda(), query: rest })).body
    const ids = [...first.users, ...second.users].map(({ userId }) => userId)
    expect(new Set(ids).size).toBe(4)
    expect(second.nextCursor).toBeUndefined()
  })

  test('PR-91 gives only those whom filters leave, and their number', async () => {
    const query = `?tenantId=${TENANT}&who=visitor&limit=2`
    const first = (await ask({ ...asAda(), query })).body
    expect([first.users.length, first.total]).toEqual([2, 3])
    const second = (await ask({ ...asAda(), query: `${query}&cursor=${first.nextCursor}` })).body
    const ids = [...first.users, ...second.users].map(({ userId }) => userId)
    expect(ids.toSorted()).toEqual(visitors.map(({ userId }) => userId).toSorted())
    const nobody = await ask({ ...asAda(), query: `${query}&country=DE` })
    expect(nobody.body).toMatchObject({ users: [], total: 0 })
  })

  test('PR-92 gives who came last first, where that is asked for', async () => {
    const idsIn = async (order: string) => {
      const query = `?tenantId=${TENANT}&who=visitor&order=${order}`
      return (await ask({ ...asAda(), query })).body.users.map(({ userId }) => userId)
    }
    const newest = await idsIn('newest')
    expect(newest).toHaveLength(3)
    expect(newest).toEqual((await idsIn('oldest')).reverse())
  })

  const refusals: [string, () => Asked | Promise<Asked>, number, string][] = [
    [
      'with a filter that is none',
      () => ({ token: ada.token, query: `?tenantId=${TENANT}&device=fridge` }),
      400,
      'INVALID_REQUEST',
    ],
    [
      'in an order that is none',
      () => ({ token: ada.token, query: `?tenantId=${TENANT}&order=random` }),
      400,
      'INVALID_REQUEST',
    ],
    ['that names no tenant', () => ({ token: ada.token, query: '' }), 400, 'MISSING_TENANT_ID'],
    [
      'with an empty tenant',
      () => ({ token: ada.token, query: '?tenantId=' }),
      400,
      'MISSING_TENANT_ID',
    ],
    ['with nothing shown', () => ({}), 401, 'UNAUTHENTICATED'],
    [
      'with a wrong key',
      () => ({ token: 'parley_sk_wrong', origin: null }),
      401,
      'INVALID_API_KEY',
    ],
    ['with a made-up token', () => ({ token: 'nonsense' }), 401, 'INVALID_JWT_TOKEN'],
    ['of a member', () => ({ token: ben.token }), 403, 'FORBIDDEN'],
    ['of a visitor', () => ({ token: visitors[0]?.token ?? '' }), 403, 'FORBIDDEN'],
    ['with a publishable key', () => ({ token: PUBLISHABLE }), 403, 'FORBIDDEN'],
    [
      'with a publishable key as X-API-Key',
      () => ({ headers: { 'x-api-key': PUBLISHABLE } }),
      403,
      'FORBIDDEN',
    ],
    [
      'of another tenant’s owner',
      async () => ({ token: await foreignToken() }),
      403,
      'TENANT_MISMATCH',
    ],
    [
      'for another tenant',
      () => ({ token: ada.token, query: '?tenantId=globex' }),
      403,
      'TENANT_MISMATCH',
    ],
    [
      'for another tenant by header',
      () => ({ token: ada.token, query: '', headers: { 'x-tenant-id': 'globex' } }),
      403,
      'TENANT_MISMATCH',
    ],
    [
      'for a tenant that is not there',
      () => ({ token: ada.token, query: '?tenantId=nobody' }),
      404,
      'TENANT_NOT_FOUND',
    ],
    [
      'for an unknown tenant by header',
      () => ({ token: SECRET, origin: null, query: '', headers: { 'x-tenant-id': 'nobody' } }),
      404,
      'TENANT_NOT_FOUND',
    ],
  ]

  test.each(refusals)('PR-57 %s is refused', async (_, asked, status, code) => {
    expect(await ask(await asked())).toMatchObject({ status, body: { success: false, code } })
  })

  test('PR-57 says `tenantId is required` in the words of the guides', async () => {
    expect((await ask({ ...asAda(), headers: {}, query: '' })).body).toMatchObject({
      error: 'tenantId is required',
    })
  })

  test.each(['limit=1000000', 'limit=0', 'limit=x', 'cursor=-1', 'cursor=x'])(
    'PR-37 with %s is refused',
    async (nonsense) => {
      const answer = await ask({ ...asAda(), query: `?tenantId=${TENANT}&${nonsense}` })
      expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
    },
  )
})

test('AC-30 a publishable key alone opens nothing else', async () => {
  const doors: [string, string][] = [
    ['GET', '/api/online-users'],
    ['GET', '/api/privatechat/conversations'],
    ['POST', '/api/privatechat/message'],
    ['GET', '/api/auth/sessions'],
    ['POST', '/api/auth/token'],
    ['POST', '/api/admin/invitations'],
  ]
  for (const [method, path] of doors) {
    for (const headers of [
      { authorization: `Bearer ${PUBLISHABLE}` },
      { 'x-api-key': PUBLISHABLE },
    ]) {
      const { status } = await request(app.url, method, path, {
        headers,
        body: method === 'POST' ? {} : undefined,
      })
      expect([401, 403]).toContain(status)
    }
  }
})

function tenantHeader() {
  return { 'x-tenant-id': TENANT }
}

function asAda(): Asked {
  return { token: ada.token, headers: tenantHeader() }
}
