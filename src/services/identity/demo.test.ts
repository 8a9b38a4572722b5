import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import { seedDemo } from './index'
import { argon2Passwords } from './passwords'
import { emptyDatabase, PLACE, testIdentity } from './testIdentity'

describe.each(testDatabases())('the demo on $name', ({ open }) => {
  let database: Database

  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    await emptyDatabase(database)
    await seedDemo(database)
  })
  afterAll(() => database.close())

  const demoOf = (parts: { signInPerMinute?: number } = {}) =>
    testIdentity(database, { ...parts, options: { demo: true } })

  test('AC-41 has a tenant with a site, three people and two keys', async () => {
    const { identity } = demoOf()
    expect(await identity.profiles('tenant-123', ['u_ada', 'u_ben', 'u_chloe'])).toHaveLength(3)
    expect(await identity.isTenantOrigin('http://localhost:5173', 'tenant-123')).toBe(true)
    const headers = { authorization: 'Bearer parley_sk_demo' }
    expect(await identity.authenticate(new Request('http://localhost/', { headers }))).toEqual({
      kind: 'service',
      tenantId: 'tenant-123',
      keyId: 'key_demo_secret',
      scopes: ['presence:read', 'messages:read', 'messages:write', 'push', 'admin'],
    })
  })

  test('AC-41 its people sign in with its password', async () => {
    const stored = await database.query<{ hash: string }>(
      "select password_hash as hash from users where email = 'chloe@example.com'",
    )
    expect(await argon2Passwords().matches(stored[0]?.hash, 'demo-demo-demo')).toBe(true)
  })

  test('AC-41 comes once: what people changed stays', async () => {
    await demoOf().identity.accounts.rename('u_ada', 'Countess')
    await seedDemo(database)
    expect(await demoOf().identity.profiles('tenant-123', ['u_ada'])).toEqual([
      { userId: 'u_ada', name: 'Countess' },
    ])
    expect(await database.query('select id from users')).toHaveLength(3)
    expect(await database.query('select id from api_keys')).toHaveLength(2)
  })

  test('AC-42 a tab becomes a person, by a session token of its own', async () => {
    const { identity } = demoOf()
    const ada = await identity.demo.openTab('ada', PLACE)
    expect(ada).toMatchObject({ tenantId: 'tenant-123', role: 'admin', user: { id: 'u_ada' } })
    expect(await identity.verifyAccessToken(ada.token)).toMatchObject({ name: 'Ada' })
    const ben = await identity.demo.openTab('ben', PLACE)
    expect(ben.role).toBe('member')
    const headers = { authorization: `Bearer ${ben.sessionToken}` }
    const shown = await identity.shownSession(new Request('http://localhost/', { headers }))
    expect(shown?.account.name).toBe('Ben')
  })

  test('AC-42 “new” is somebody fresh each time', async () => {
    const { demo } = demoOf().identity
    const [one, other] = [await demo.openTab('new', PLACE), await demo.openTab('new', PLACE)]
    expect(one.user.name).toMatch(/^Guest [0-9A-F]{4}$/)
    expect(one).toMatchObject({ tenantId: 'tenant-123', role: 'member' })
    expect(other.user.id).not.toBe(one.user.id)
  })

  test('AC-42 an address makes only so many guests, and may still be Ada', async () => {
    const { demo } = demoOf({ signInPerMinute: 1 }).identity
    await demo.openTab('new', PLACE)
    await expect(demo.openTab('new', PLACE)).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' })
    expect((await demo.openTab('ada', PLACE)).user.name).toBe('Ada')
  })

  test('AC-42 without the demo there is no such door', async () => {
    const { demo } = testIdentity(database).identity
    await expect(demo.openTab('ada', PLACE)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
