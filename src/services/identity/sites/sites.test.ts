import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import type { UserPrincipal } from '@/services/realtime'
import { emptyDatabase, PASSWORD, PLACE, testIdentity } from '../testIdentity'

const DAY_MS = 24 * 3_600_000
const WEEK_MS = 7 * DAY_MS
const staging = 'https://staging.acme.test'

describe.each(testDatabases())('sites on $name', ({ open }) => {
  let database: Database
  let tested: ReturnType<typeof testIdentity>
  let ada: UserPrincipal
  let key: string

  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    await emptyDatabase(database)
    tested = testIdentity(database)
    const { accounts, grants, verifyAccessToken, keys } = tested.identity
    const wish = { name: 'Ada', email: 'ada@acme.test', password: PASSWORD }
    const { session } = await accounts.signUp(wish, PLACE)
    ada = await verifyAccessToken((await grants.grant(session)).token)
    const widget = { name: 'Widget', kind: 'publishable', scopes: [], sites: [] } as const
    key = (await keys.create(ada, { ...widget, scopes: [], sites: [] })).secret
    return () => tested.identity.close()
  })
  afterAll(() => database.close())

  const visit = (origin: string) =>
    tested.identity.authenticateSocket({ apiKey: key, origin }).then(
      () => 'accepted',
      (error) => error.code,
    )
  const listed = () => tested.identity.sites.list(ada.tenantId)
  const refusedOrigins = async () => (await listed()).refused.map(({ origin }) => origin)

  test('DV-2 a site is added, changed and removed, and what was done is written down', async () => {
    const { sites, audit } = tested.identity
    const site = await sites.create(ada, { domain: 'acme.test', allowedOrigins: [] })
    expect((await listed()).sites).toEqual([site])
    const patch = { domain: 'shop.acme.test', allowedOrigins: [staging] }
    expect(await sites.change(ada, site.id, patch)).toEqual({ ...site, ...patch })
    await sites.remove(ada, site.id)
    expect((await listed()).sites).toEqual([])
    const entries = await audit.list(ada.tenantId, { limit: 3 })
    expect(entries.map(({ action, target, detail }) => [action, target, detail])).toEqual([
      ['site.deleted', 'shop.acme.test', undefined],
      ['site.changed', 'acme.test', `now shop.acme.test; allowed ${staging}`],
      ['site.created', 'acme.test', undefined],
    ])
    await expect(sites.remove(ada, site.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('DV-16 a site keeps colour and greeting, its pages learn of them, and they are taken away', async () => {
    const { sites, websites, audit } = tested.identity
    const look = { color: '#ffd400', greeting: 'Hello! <b>Need</b> help?' }
    const site = await sites.create(ada, { domain: 'acme.test', allowedOrigins: [], ...look })
    expect(site).toMatchObject(look)
    const lookOf = async () => {
      const headers = { origin: 'https://acme.test', authorization: `Bearer ${key}` }
      const page = new Request('https://chat.acme.test', { headers })
      return websites.lookOf(await websites.ofPage(page))
    }
    expect(await lookOf()).toEqual(look)
    expect(await sites.change(ada, site.id, { color: '#000000' })).toMatchObject({
      ...look,
      color: '#000000',
    })
    await sites.change(ada, site.id, { color: null, greeting: null })
    expect(await lookOf()).toEqual({})
    expect((await listed()).sites[0]).not.toHaveProperty('greeting')
    const [last] = await audit.list(ada.tenantId, { limit: 1 })
    expect(last?.detail).toBe('colour as usual; greeting changed')
  })

  test('DV-2 a domain is one site’s of the tenant, and there are 50 sites at most', async () => {
    const { sites } = tested.identity
    const add = (domain: string, who = ada) => sites.create(who, { domain, allowedOrigins: [] })
    const first = await add('acme.test')
    await expect(add('acme.test')).rejects.toMatchObject({ code: 'CONFLICT', details: ['domain'] })
    const other = await add('blog.acme.test')
    const taking = sites.change(ada, other.id, { domain: 'acme.test' })
    await expect(taking).rejects.toMatchObject({ code: 'CONFLICT' })
    await database.query("insert into tenants (key, name) values ('globex', 'Globex')")
    const globex = { ...ada, tenantId: 'globex' }
    await add('acme.test', globex)
    const foreign = sites.change(globex, first.id, { domain: 'mine.test' })
    await expect(foreign).rejects.toMatchObject({ code: 'NOT_FOUND' })
    for (let made = 2; made < 50; made++) await add(`${made}.acme.test`)
    await expect(add('more.acme.test')).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('DV-3 DV-4 a refused page is told of until it is allowed, and is let in then', async () => {
    const { sites } = tested.identity
    const site = await sites.create(ada, { domain: 'acme.test', allowedOrigins: [] })
    expect(await visit(staging)).toBe('ORIGIN_NOT_ALLOWED')
    await expect.poll(refusedOrigins).toEqual([staging])
    await sites.change(ada, site.id, { allowedOrigins: [staging] })
    expect(await refusedOrigins()).toEqual([])
    expect(await visit(staging)).toBe('accepted')
    await sites.change(ada, site.id, { allowedOrigins: [] })
    expect(await visit(staging)).toBe('ORIGIN_NOT_ALLOWED')
    await expect.poll(refusedOrigins).toEqual([staging])
    tested.clock.nowMs += WEEK_MS
    expect(await refusedOrigins()).toEqual([])
  })

  test('DV-4 of many refused origins the newest fifty are kept', async () => {
    for (let page = 0; page < 60; page++) {
      tested.clock.nowMs += 1
      await visit(`https://${page}.evil.test`)
    }
    const newest = Array.from({ length: 50 }, (_, index) => `https://${59 - index}.evil.test`)
    await expect.poll(refusedOrigins).toEqual(newest)
  })

  test('DV-5 a site knows its last visit, a minute behind at most', async () => {
    await tested.identity.sites.create(ada, { domain: 'acme.test', allowedOrigins: [] })
    const seen = async () => (await listed()).sites[0]?.lastVisitAt
    expect(await seen()).toBeUndefined()
    const firstMs = tested.clock.nowMs
    expect(await visit('https://acme.test')).toBe('accepted')
    await expect.poll(seen).toBe(new Date(firstMs).toISOString())
    tested.clock.nowMs += 60_000
    await visit('https://acme.test')
    await expect.poll(seen).toBe(new Date(firstMs + 60_000).toISOString())
  })
})
