import pg from 'pg'
import { hashOf, newSecret } from '../../../src/services/identity/secrets'
import type { DemoName } from '../../app/support/people'

/**
 * People of a tenant of their own, who have the names of the demo's. Nobody else of the server
 * sees or hears them.
 */
export interface Team {
  /** Signs somebody in anew, and resolves with the session token; `new` is somebody fresh. */
  openSession(as: DemoName): Promise<string>
}

/** A team in the database that a server is running on. */
export function newTeam(database: string): Team {
  const people = new Map<DemoName, string>()
  let made: Promise<number> | undefined

  async function idOf(client: pg.Client, as: DemoName): Promise<string> {
    made ??= addTenant(client, people)
    const tenant = await made
    return people.get(as) ?? addMember(client, tenant, 'Guest', 'member')
  }

  return {
    openSession: (as) =>
      connected(database, async (client) => addSession(client, await idOf(client, as))),
  }
}

async function addTenant(client: pg.Client, people: Map<DemoName, string>): Promise<number> {
  const statement = `insert into tenants (key, name) values ($1, 'Acme') returning id`
  const { rows } = await client.query(statement, [`tenant-${crypto.randomUUID()}`])
  const tenant: number = rows[0].id
  people.set('ada', await addMember(client, tenant, 'Ada', 'admin'))
  people.set('ben', await addMember(client, tenant, 'Ben', 'member'))
  people.set('chloe', await addMember(client, tenant, 'Chloe', 'member'))
  return tenant
}

async function addMember(
  client: pg.Client,
  tenant: number,
  name: string,
  role: 'admin' | 'member',
): Promise<string> {
  // People are told apart, and put in order, by it.
  const id = `u_${name.toLowerCase()}_${crypto.randomUUID()}`
  const email = `${id}@example.com`
  await client.query('insert into users (id, name, email) values ($1, $2, $3)', [id, name, email])
  const place = 'insert into memberships (tenant_id, user_id, role) values ($1, $2, $3)'
  await client.query(place, [tenant, id, role])
  return id
}

async function addSession(client: pg.Client, userId: string): Promise<string> {
  const token = newSecret('parley_st_')
  const session = `insert into account_sessions (id, user_id, token_hash, expires_at)
    values ($1, $2, $3, now() + interval '1 day')`
  await client.query(session, [crypto.randomUUID(), userId, hashOf(token)])
  return token
}

async function connected<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
