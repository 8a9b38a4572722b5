import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import { PASSWORD, PLACE, START_MS, testIdentity } from './testIdentity'

describe.each(testDatabases())('people on $name', ({ open }) => {
  let database: Database
  let tested: ReturnType<typeof testIdentity>
  let adas: string
  let acme: string

  beforeAll(async () => {
    database = await open()
    tested = testIdentity(database)
    const wish = { name: 'Ada', email: 'ada@acme.test', password: PASSWORD }
    const { session } = await tested.identity.accounts.signUp(wish, PLACE)
    adas = session.account.id
    acme = session.memberships[0]?.tenantId ?? ''
    await database.query("insert into tenants (key, name) values ('globex', 'Globex')")
    await database.query(
      "insert into users (id, email, name) values ('__proto__', 'b@b.test', 'Ben')",
    )
    await database.query(
      `insert into memberships (tenant_id, user_id, role) select id, '__proto__', 'member' from tenants`,
    )
  })
  afterAll(() => database.close())

  const profiles = (tenantId: string, ids: string[]) => tested.identity.profiles(tenantId, ids)

  test('AC-43 only members of the tenant are shown', async () => {
    expect(await profiles(acme, [adas, 'nobody'])).toEqual([{ userId: adas, name: 'Ada' }])
    expect(await profiles('globex', [adas, '__proto__'])).toEqual([
      { userId: '__proto__', name: 'Ben' },
    ])
    expect(await profiles('nowhere', [adas])).toEqual([])
    expect(await profiles(acme, [])).toEqual([])
  })

  test('PR-64 admins learn when a member joined, and nothing of strangers', async () => {
    const { member } = tested.identity
    expect(await member(acme, adas)).toEqual({
      email: 'ada@acme.test',
      joinedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    })
    expect(await member('globex', adas)).toBeUndefined()
    expect(await member(acme, 'nobody')).toBeUndefined()
  })

  test('AC-44 the time somebody was last seen goes on and never back', async () => {
    const { recordLastSeen } = tested.identity
    const lastSeen = async () => (await profiles(acme, [adas]))[0]?.lastSeen
    await recordLastSeen([adas, 'nobody'], START_MS)
    expect(await lastSeen()).toBe('2030-01-01T00:00:00.000Z')
    await recordLastSeen([adas], START_MS - 1000)
    expect(await lastSeen()).toBe('2030-01-01T00:00:00.000Z')
    await recordLastSeen([adas], START_MS + 1000)
    expect(await lastSeen()).toBe('2030-01-01T00:00:01.000Z')
    await recordLastSeen([], START_MS)
  })

  test('AC-8 a new name is cleaned, and shown from then on', async () => {
    const account = await tested.identity.accounts.rename(adas, ' Ada\u202E\nLovelace ')
    expect(account.name).toBe('Ada Lovelace')
    expect(await profiles(acme, [adas])).toMatchObject([{ name: 'Ada Lovelace' }])
    const attempt = tested.identity.accounts.rename('nobody', 'Ben')
    await expect(attempt).rejects.toMatchObject({ code: 'USER_NOT_FOUND' })
  })
})
