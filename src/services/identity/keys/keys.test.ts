import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { KeyWish } from '@/lib/developersProtocol'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import type { UserPrincipal } from '@/services/realtime'
import { emptyDatabase, PASSWORD, PLACE, testIdentity } from '../testIdentity'

const HOUR_MS = 3_600_000
const server: KeyWish = { name: 'Server', kind: 'secret', scopes: ['push'], sites: [] }
const widget: KeyWish = { name: 'Widget', kind: 'publishable', scopes: [], sites: [] }
const shop = 'https://shop.acme.test'

describe.each(testDatabases())('keys on $name', ({ open }) => {
  let database: Database
  let tested: ReturnType<typeof testIdentity>
  let ada: UserPrincipal

  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    await emptyDatabase(database)
    tested = testIdentity(database)
    const { accounts, grants, verifyAccessToken } = tested.identity
    const wish = { name: 'Ada', email: 'ada@acme.test', password: PASSWORD }
    const { session } = await accounts.signUp(wish, PLACE)
    ada = await verifyAccessToken((await grants.grant(session)).token)
    await database.query("insert into tenants (key, name) values ('globex', 'Globex')")
    await addSite('shop', 'shop.acme.test', ada.tenantId)
    await addSite('blog', 'blog.acme.test', ada.tenantId)
    await addSite('globex', 'globex.test', 'globex')
    return () => tested.identity.close()
  })
  afterAll(() => database.close())

  const addSite = (key: string, domain: string, tenant: string) =>
    database.query(
      'insert into sites (tenant_id, key, domain) select id, $1, $2 from tenants where key = $3',
      [key, domain, tenant],
    )
  const use = (apiKey: string, origin?: string) =>
    tested.identity.authenticateSocket({ apiKey, ...(origin && { origin }) })
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'accepted',
      (error) => error.code,
    )

  test('AC-48 a secret is told once and stored as a hash; a publishable key is shown again', async () => {
    const { keys } = tested.identity
    const made = await keys.create(ada, server)
    expect(made.secret).toMatch(/^parley_sk_[\w-]{43}$/)
    expect(made.key.shown).toBe(`${made.secret.slice(0, 14)}…${made.secret.slice(-4)}`)
    const open = await keys.create(ada, widget)
    const listed = await keys.list(ada.tenantId)
    expect(listed).toEqual(expect.arrayContaining([made.key, open.key]))
    expect(open.key.value).toBe(open.secret)
    const rows = await database.query<object>('select * from api_keys')
    expect(JSON.stringify(rows)).toContain(open.secret)
    expect(JSON.stringify(rows)).not.toContain(made.secret)
    expect(await use(made.secret)).toMatchObject({ kind: 'service', scopes: ['push'] })
  })

  test('AC-49 a rotated key goes on for the overlap, and its successor can as much', async () => {
    const { keys } = tested.identity
    const old = await keys.create(ada, server)
    const next = await keys.rotate(ada, old.key.id, 2)
    expect(await use(next.secret)).toMatchObject({ kind: 'service', scopes: ['push'] })
    tested.clock.nowMs += 2 * HOUR_MS - 1
    expect(await codeOf(use(old.secret))).toBe('accepted')
    tested.clock.nowMs += 1
    expect(await codeOf(use(old.secret))).toBe('INVALID_API_KEY')
    expect(await codeOf(use(next.secret))).toBe('accepted')
    expect(await codeOf(keys.rotate(ada, old.key.id, 2))).toBe('CONFLICT')
  })

  test('AC-49 an overlap never lengthens a life, and none ends it at once', async () => {
    const { keys } = tested.identity
    const expiresAt = new Date(tested.clock.nowMs + HOUR_MS).toISOString()
    const brief = await keys.create(ada, { ...server, expiresAt })
    await keys.rotate(ada, brief.key.id, 24)
    const [listed] = (await keys.list(ada.tenantId)).filter(({ id }) => id === brief.key.id)
    expect(listed?.expiresAt).toBe(expiresAt)
    const leaked = await keys.create(ada, server)
    await keys.rotate(ada, leaked.key.id, 0)
    expect(await codeOf(use(leaked.secret))).toBe('INVALID_API_KEY')
    expect(tested.closed).toEqual([expect.objectContaining({ id: leaked.key.id })])
  })

  test('AC-50 a revoked key is refused at once and its sockets are closed', async () => {
    const { keys, hasKeyEnded } = tested.identity
    const { key, secret } = await keys.create(ada, server)
    expect(await codeOf(use(secret))).toBe('accepted')
    expect(hasKeyEnded(key.id)).toBe(false)
    await keys.revoke(ada, key.id)
    expect(await codeOf(use(secret))).toBe('INVALID_API_KEY')
    expect(hasKeyEnded(key.id)).toBe(true)
    expect(tested.closed).toEqual([{ id: key.id, reason: 'This key was revoked' }])
    expect(await codeOf(keys.revoke(ada, key.id))).toBe('NOT_FOUND')
  })

  test('AC-51 without any word a key is known for 30 s, and an unknown one is asked for anew', async () => {
    const { key, secret } = await tested.identity.keys.create(ada, server)
    await use(secret)
    await database.query('update api_keys set revoked_at = now() where id = $1', [key.id])
    tested.clock.nowMs += 30_000 - 1
    expect(await codeOf(use(secret))).toBe('accepted')
    tested.clock.nowMs += 1
    expect(await codeOf(use(secret))).toBe('INVALID_API_KEY')
    await database.query('update api_keys set revoked_at = null where id = $1', [key.id])
    expect(await codeOf(use(secret))).toBe('accepted')
  })

  test('AC-52 a key bound to sites works on their pages only', async () => {
    const { keys } = tested.identity
    const bound = await keys.create(ada, { ...widget, sites: ['shop'] })
    expect(await codeOf(use(bound.secret, shop))).toBe('accepted')
    expect(await codeOf(use(bound.secret, 'https://blog.acme.test'))).toBe('ORIGIN_NOT_ALLOWED')
    await keys.change(ada, bound.key.id, { sites: ['blog'] })
    expect(await codeOf(use(bound.secret, 'https://blog.acme.test'))).toBe('accepted')
    expect(await codeOf(use(bound.secret, shop))).toBe('ORIGIN_NOT_ALLOWED')
  })

  test('AC-53 sites are the tenant’s own, ends are in the future, and there are 100 at most', async () => {
    const { keys } = tested.identity
    const foreign = keys.create(ada, { ...widget, sites: ['globex'] })
    await expect(foreign).rejects.toMatchObject({ details: ['sites'] })
    const expiresAt = new Date(tested.clock.nowMs).toISOString()
    const over = keys.create(ada, { ...server, expiresAt })
    await expect(over).rejects.toMatchObject({ details: ['expiresAt'] })
    for (let made = 0; made < 100; made++) await keys.create(ada, server)
    expect(await codeOf(keys.create(ada, server))).toBe('CONFLICT')
  })

  test('DV-1 what was done with keys stands in the log of its tenant alone', async () => {
    const { keys, audit } = tested.identity
    const { key } = await keys.create(ada, server)
    await keys.change(ada, key.id, { name: 'Back end' })
    await keys.rotate(ada, key.id, 1)
    await keys.revoke(ada, key.id)
    const entries = await audit.list(ada.tenantId, { limit: 10 })
    expect(entries.map(({ action, target }) => `${action} ${target}`)).toEqual([
      'key.revoked Back end',
      'key.rotated Back end',
      'key.changed Back end',
      'key.created Server',
    ])
    expect(entries[0]).toMatchObject({ actorId: ada.userId, actorName: 'Ada' })
    const [, second] = entries
    const older = await audit.list(ada.tenantId, { before: Number(second?.id), limit: 1 })
    expect(older.map(({ action }) => action)).toEqual(['key.changed'])
    expect(await audit.list('globex', { limit: 10 })).toEqual([])
  })
})
