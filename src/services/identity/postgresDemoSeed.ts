import { eq, inArray } from 'drizzle-orm'
import { type Database, type Orm, schema } from '@/services/database'
import { DEMO_KEYS, DEMO_PASSWORD, DEMO_PEOPLE, DEMO_SITE, DEMO_TENANT } from './demoCast'
import { ALL_SCOPES } from './keys/apiKeys'
import { argon2Passwords, type Passwords } from './passwords'
import { hashOf } from './secrets'

const { apiKeys, memberships, sites, tenants, users } = schema
const people = Object.values(DEMO_PEOPLE)

/** Puts the demo into the database, once; what people changed since stays changed. */
export async function seedDemo(
  { orm }: Database,
  passwords: Passwords = argon2Passwords(),
): Promise<void> {
  const passwordHash = (await hasPeople(orm)) ? undefined : await passwords.hash(DEMO_PASSWORD)
  await orm.transaction(async (tx) => {
    await tx.insert(tenants).values(DEMO_TENANT).onConflictDoNothing()
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.key, DEMO_TENANT.key))
    if (!tenant) throw new Error('The demo tenant was not stored')
    const tenantId = tenant.id
    await tx
      .insert(sites)
      .values({ ...DEMO_SITE, tenantId })
      .onConflictDoNothing()
    for (const key of keysOf(tenantId)) await addKey(tx, key)
    if (passwordHash) await addPeople(tx, tenantId, passwordHash)
  })
}

async function hasPeople(orm: Orm): Promise<boolean> {
  const ids = people.map(({ id }) => id)
  const found = await orm.select({ id: users.id }).from(users).where(inArray(users.id, ids))
  return found.length === people.length
}

async function addPeople(tx: Orm, tenantId: number, passwordHash: string): Promise<void> {
  const rows = people.map(({ id, name, email }) => ({ id, name, email, passwordHash }))
  const places = people.map(({ id, role }) => ({ tenantId, userId: id, role }))
  await tx.insert(users).values(rows).onConflictDoNothing({ target: users.id })
  await tx.insert(memberships).values(places).onConflictDoNothing()
}

/** Demos from before publishable keys were kept readable learn theirs. */
async function addKey(tx: Orm, key: typeof apiKeys.$inferInsert): Promise<void> {
  const { value } = key
  await tx
    .insert(apiKeys)
    .values(key)
    .onConflictDoUpdate({ target: apiKeys.id, set: { hash: key.hash, value } })
}

function keysOf(tenantId: number) {
  const shown = { tenantId, suffix: 'demo' }
  return [
    {
      ...shown,
      id: 'key_demo_publishable',
      kind: 'publishable' as const,
      name: 'Demo website',
      hash: hashOf(DEMO_KEYS.publishable),
      prefix: 'parley_pk_',
      value: DEMO_KEYS.publishable,
      scopes: [],
    },
    {
      ...shown,
      id: 'key_demo_secret',
      kind: 'secret' as const,
      name: 'Demo back end',
      hash: hashOf(DEMO_KEYS.secret),
      prefix: 'parley_sk_',
      scopes: [...ALL_SCOPES],
    },
  ]
}
