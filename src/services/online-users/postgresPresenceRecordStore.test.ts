import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import { postgresPresenceRecordStore } from './postgresPresenceRecordStore'
import type { PageStep, PresenceRecordStore } from './presenceRecordStore'

const START_MS = Date.UTC(2026, 0, 15, 9)
const at = (seconds: number) => START_MS + seconds * 1000

describe.each(testDatabases())('presence records on $name', ({ open }) => {
  let database: Database
  let store: PresenceRecordStore

  beforeAll(async () => {
    database = await open()
    store = postgresPresenceRecordStore(database)
    await database.query("insert into tenants (key, name) values ('acme', 'A'), ('globex', 'G')")
  })
  beforeEach(async () => {
    await database.query('delete from page_views')
    await database.query('delete from presence_minutes')
  })
  afterAll(() => database.close())

  const step = (
    url: string | undefined,
    seconds: number,
    change: Partial<PageStep> = {},
  ): PageStep => ({
    tenantId: 'acme',
    userId: 'v_1',
    kind: 'visitor',
    connectionId: 'laptop',
    tab: 'tab-1',
    ...(url !== undefined && { url }),
    atMs: at(seconds),
    ...change,
  })
  const record = (...steps: PageStep[]) => store.recordSteps(steps)
  /** As `/pricing 10-20`, newest first. */
  const trail = async (userId = 'v_1', tenantId = 'acme') =>
    (await store.pages(tenantId, userId, 1000)).map(({ url, enteredAtMs, leftAtMs }) => {
      const left = leftAtMs === undefined ? '' : (leftAtMs - START_MS) / 1000
      return `${url} ${(enteredAtMs - START_MS) / 1000}-${left}`
    })

  test('PR-63 a page ends where the next one begins, or with the connection', async () => {
    await record(step('/a', 0), step('/b', 10), step('/a', 15))
    expect(await trail()).toEqual(['/a 15-', '/b 10-15', '/a 0-10'])
    await record(step(undefined, 60))
    expect(await trail()).toEqual(['/a 15-60', '/b 10-15', '/a 0-10'])
  })

  test('PR-65 a reload goes on with the page, in one batch or in two', async () => {
    await record(step('/a', 0), step(undefined, 5), step('/a', 6, { connectionId: 'reloaded' }))
    expect(await trail()).toEqual(['/a 0-'])
    await record(step(undefined, 9, { connectionId: 'reloaded' }))
    await record(step('/a', 68, { connectionId: 'again' }))
    expect(await trail()).toEqual(['/a 0-'])
  })

  test('PR-65 another process may say it first: a late leave ends nothing', async () => {
    await record(step('/a', 0))
    await record(step('/a', 6, { connectionId: 'elsewhere' }))
    await record(step(undefined, 5))
    expect(await trail()).toEqual(['/a 0-'])
  })

  test('PR-65 a title that comes later is the page’s, and no new page', async () => {
    await record(step('/a', 0), step('/a', 1, { title: 'Prices' }), step('/a', 2))
    expect(await store.pages('acme', 'v_1', 9)).toEqual([
      { url: '/a', title: 'Prices', enteredAtMs: at(0) },
    ])
  })

  test('PR-65 the same page later than a minute is a new page', async () => {
    await record(step('/a', 0), step(undefined, 5), step('/a', 66, { connectionId: 'later' }))
    expect(await trail()).toEqual(['/a 66-', '/a 0-5'])
  })

  test('PR-63 tabs have trails of their own', async () => {
    const phone = { connectionId: 'phone', tab: 'tab-2' }
    await record(step('/a', 0), step('/a', 1, phone), step('/b', 2), step(undefined, 3, phone))
    expect(await trail()).toEqual(['/b 2-', '/a 1-3', '/a 0-2'])
  })

  test('PR-65 what a dead process left open ends with the tab’s next page', async () => {
    await record(step('/a', 0))
    await record(step('/b', 30, { connectionId: 'after the crash' }))
    expect(await trail()).toEqual(['/b 30-', '/a 0-30'])
  })

  test('PR-64 people and tenants are kept apart, and unknown tenants passed over', async () => {
    await record(step('/a', 0), step('/b', 0, { userId: 'v_2', connectionId: '2' }))
    await record(step('/c', 0, { tenantId: 'globex', connectionId: '3' }))
    await record(step('/d', 0, { tenantId: 'nowhere', connectionId: '4' }))
    expect([await trail(), await trail('v_2'), await trail('v_1', 'globex')]).toEqual([
      ['/a 0-'],
      ['/b 0-'],
      ['/c 0-'],
    ])
    expect(await trail('v_1', 'nowhere')).toEqual([])
  })

  test('PR-66 a person keeps the newest pages', async () => {
    const urls = Array.from({ length: 30 }, (_, index) => `/${index}`)
    await record(...urls.map((url, index) => step(url, index)))
    await record(step('/other', 0, { userId: 'v_2', connectionId: '2' }))
    await store.trim([{ tenantId: 'acme', userId: 'v_1' }], 2)
    expect(await trail()).toEqual(['/29 29-', '/28 28-29'])
    expect(await trail('v_2')).toHaveLength(1)
  })

  test('PR-66 what is old is forgotten', async () => {
    await record(step('/a', 0), step('/b', 10))
    await store.recordMinutes([minute(0), minute(1)])
    await store.forget({ pagesMs: at(5), minutesMs: at(60) })
    expect(await trail()).toEqual(['/b 10-'])
    expect(await store.minutes('acme', 0)).toEqual([{ atMs: at(60), visitors: 1, users: 0 }])
  })

  test('PR-71 the last visit is that of the newest page of a visitor', async () => {
    expect(await store.lastVisit('acme')).toBeUndefined()
    await record(step('/a', 0), step('/b', 10, { title: 'B' }))
    await record(step('/team', 20, { userId: 'u_ada', kind: 'user', connectionId: 'adas' }))
    await record(step('/c', 30, { tenantId: 'globex', connectionId: '3' }))
    expect(await store.lastVisit('acme')).toEqual({ url: '/b', title: 'B', enteredAtMs: at(10) })
  })

  const minute = (index: number, visitors = 1, users = 0, tenantId = 'acme') => ({
    tenantId,
    atMs: at(index * 60),
    visitors,
    users,
  })

  test('PR-70 a minute keeps the highest of what is said, each count by itself', async () => {
    await store.recordMinutes([minute(0, 5, 1), minute(0, 9, 9, 'globex'), minute(2, 0)])
    await store.recordMinutes([minute(0, 3, 2), minute(0, 7, 7, 'nowhere')])
    expect(await store.minutes('acme', at(0))).toEqual([
      { atMs: at(0), visitors: 5, users: 2 },
      { atMs: at(120), visitors: 0, users: 0 },
    ])
    expect(await store.minutes('acme', at(1))).toHaveLength(1)
  })

  test('PR-72 each tenant has settings of its own, and usual ones to begin with', async () => {
    await store.changeSettings('acme', { idleAfterSeconds: 60, awayAfterSeconds: 90 })
    expect(await store.settings('acme')).toEqual({ idleAfterSeconds: 60, awayAfterSeconds: 90 })
    expect(await store.settings('globex')).toEqual({
      idleAfterSeconds: 300,
      awayAfterSeconds: 600,
    })
    expect(await store.settings('nowhere')).toBeUndefined()
  })
})
