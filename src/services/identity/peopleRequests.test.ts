import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PeopleAnswer } from '@/lib/peopleProtocol'
import type { OnlineColleague } from '@/lib/protocol'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import { getPeople } from './peopleRequests'
import { testIdentity } from './testIdentity'

const people = [
  ['ada', 'Ada Lovelace'],
  ['ben', 'Ben'],
  ['chloe', 'Chloé Ångström'],
  ['dana', 'dana'],
  ['percent', '100% Paul_'],
] as const

describe.each(testDatabases())('finding people on $name', ({ open }) => {
  let database: Database
  let online: OnlineColleague[] = []
  let tested: ReturnType<typeof testIdentity>

  beforeAll(async () => {
    database = await open()
    tested = testIdentity(database)
    await database.query("insert into tenants (key, name) values ('acme', 'A'), ('globex', 'G')")
    for (const [id, name] of [...people, ['eve', 'Eve of globex']]) {
      const email = `${id}@acme.test`
      await database.query('insert into users (id, email, name) values ($1, $2, $3)', [
        id,
        email,
        name,
      ])
      const tenant = id === 'eve' ? 'globex' : 'acme'
      await database.query(
        "insert into memberships (tenant_id, user_id, role) select id, $1, 'member' from tenants where key = $2",
        [id, tenant],
      )
    }
  })
  afterAll(() => database.close())

  async function find(query: string): Promise<PeopleAnswer> {
    const services = {
      ...tested.services,
      onlineUsers: {
        colleagues: async () => ({ colleagues: online }),
        isOnline: async () => false,
      },
      authenticate: async () => ({
        kind: 'user' as const,
        userId: 'ada',
        tenantId: 'acme',
        role: 'member' as const,
        name: 'Ada',
        accountSessionId: 'session',
        expiresAtMs: Number.MAX_SAFE_INTEGER,
      }),
    }
    const response = await getPeople(services, new Request(`http://acme.test/api/people${query}`))
    return (await response.json()) as PeopleAnswer
  }
  const idsOf = async (query: string) => (await find(query)).people.map(({ userId }) => userId)

  test('PM-23 without a query all others are found by name, nobody of another tenant', async () => {
    expect(await idsOf('')).toEqual(['percent', 'ben', 'chloe', 'dana'])
  })

  test('PM-23 those online come first, with their status, and nothing else is told', async () => {
    const at = '2030-01-01T00:00:00.000Z'
    online = [
      { userId: 'dana', name: 'dana', status: 'busy', connectedAt: at, lastSeen: at },
      { userId: 'ada', name: 'Ada', status: 'online', connectedAt: at, lastSeen: at },
    ]
    const { people: found } = await find('?limit=2')
    expect(found).toEqual([
      { userId: 'dana', name: 'dana', status: 'busy' },
      { userId: 'percent', name: '100% Paul_', status: 'offline' },
    ])
    online = []
  })

  test.each([
    ['CHLOE', ['chloe']],
    ['angstrom', ['chloe']],
    ['an', ['chloe', 'dana']],
    ['%25', ['percent']],
    ['_', ['percent']],
    ['lovelace', []],
    ['eve', []],
    ["'; drop table users", []],
  ])('PM-23 %s finds %j', async (query, found) => {
    expect(await idsOf(`?query=${query}`)).toEqual(found)
  })

  test.each(['?limit=0', '?limit=51', `?query=${'x'.repeat(81)}`])(
    'PM-23 %s is refused',
    async (query) => {
      expect(await find(query)).toMatchObject({ success: false, code: 'INVALID_REQUEST' })
    },
  )
})
