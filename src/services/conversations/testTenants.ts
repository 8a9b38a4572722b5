import { type Database, schema } from '@/services/database'

/** Puts a tenant and its members into a test's database; the same user may join several. */
export async function addTestTenant(
  database: Database,
  tenantId: string,
  userIds: readonly string[],
): Promise<void> {
  const { orm } = database
  const [tenant] = await orm
    .insert(schema.tenants)
    .values({ key: tenantId, name: tenantId })
    .returning({ id: schema.tenants.id })
  if (!tenant) throw new Error('The tenant was not inserted')
  const people = userIds.map((id) => ({ id, name: nameOf(id), email: `${id}@example.com` }))
  await orm.insert(schema.users).values(people).onConflictDoNothing()
  const members = userIds.map((userId) => ({
    tenantId: tenant.id,
    userId,
    role: 'member' as const,
  }))
  await orm.insert(schema.memberships).values(members)
}

/** `ada-1` is called Ada. */
function nameOf(userId: string): string {
  const [first = userId] = userId.split('-')
  return first.charAt(0).toUpperCase() + first.slice(1)
}
