import { and, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import { type Orm, schema } from '@/services/database'
import type { Member, PeopleSearch, Profile } from './accountStore'

const { memberships, tenants, users } = schema

export async function profiles(
  orm: Orm,
  tenantId: string,
  userIds: readonly string[],
): Promise<Profile[]> {
  if (userIds.length === 0) return []
  const rows = await members(orm, tenantId, inArray(users.id, [...userIds]))
  return rows.map(profileOf)
}

export async function findPeople(
  orm: Orm,
  tenantId: string,
  { query, limit, except, first }: PeopleSearch,
): Promise<Profile[]> {
  const contains = sql`position(${folded(sql`${query.trim()}::text`)} in ${folded(sql`${users.name}`)}) > 0`
  const firstOnes = first.length > 0 ? [sql`${inArray(users.id, [...first])} desc`] : []
  const rows = await members(orm, tenantId, and(ne(users.id, except), contains))
    .orderBy(...firstOnes, sql`lower(${users.name})`, users.id)
    .limit(limit)
  return rows.map(profileOf)
}

export async function admins(orm: Orm, tenantId: string): Promise<Profile[]> {
  const rows = await members(orm, tenantId, ne(memberships.role, 'member'))
    .orderBy(sql`lower(${users.name})`, users.id)
    .limit(1000)
  return rows.map(profileOf)
}

export async function member(
  orm: Orm,
  tenantId: string,
  userId: string,
): Promise<Member | undefined> {
  const [found] = await members(orm, tenantId, eq(users.id, userId))
  if (!found) return undefined
  const { user, joinedAt } = found
  return {
    email: user.email,
    joinedAt: joinedAt.toISOString(),
    ...(user.lastSeenAt && { lastSeenAt: user.lastSeenAt.toISOString() }),
  }
}

function members(orm: Orm, tenantId: string, which: SQL | undefined) {
  return orm
    .select({ user: users, joinedAt: memberships.createdAt })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(and(eq(tenants.key, tenantId), which))
    .$dynamic()
}

/** Without case and accents, as people type. */
function folded(text: SQL): SQL {
  return sql`lower(regexp_replace(normalize(${text}, NFD), '[\u0300-\u036f]', '', 'g'))`
}

function profileOf({ user }: { user: typeof users.$inferSelect }): Profile {
  return {
    userId: user.id,
    name: user.name,
    ...(user.avatar && { avatar: user.avatar }),
    ...(user.lastSeenAt && { lastSeen: user.lastSeenAt.toISOString() }),
  }
}
