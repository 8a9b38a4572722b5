import { and, count, eq, sql } from 'drizzle-orm'
import type { TeamMember } from '@/lib/developersProtocol'
import type { Role } from '@/lib/protocol'
import { type Database, type Orm, schema } from '@/services/database'
import type { Doing } from '../audit/auditStore'
import { lockTenant, recordDeed } from '../audit/postgresAuditStore'
import type { Place, TeamChange, TeamStore } from './teamStore'

const { memberships, tenants, users } = schema
const MOST_LISTED = 1000

export function postgresTeamStore({ orm }: Database): TeamStore {
  return {
    list: async (tenantId) => {
      const rows = await orm
        .select({ user: users, place: memberships })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
        .where(eq(tenants.key, tenantId))
        .orderBy(sql`lower(${users.name})`, users.id)
        .limit(MOST_LISTED)
      return rows.map(memberOf)
    },
    setRole: (doing, place, role) =>
      orm.transaction((tx) =>
        change(tx, doing, { ...place, to: role }, async (tenantId, { name, before }) => {
          await tx.update(memberships).set({ role }).where(isMember(tenantId, place.userId))
          const detail = `${before} to ${role}`
          const deed = { action: 'member.role_changed', target: name, detail } as const
          await recordDeed(tx, tenantId, doing, deed)
        }),
      ),
    remove: (doing, place) =>
      orm.transaction((tx) =>
        change(tx, doing, place, async (tenantId, { name, before }) => {
          await tx.delete(memberships).where(isMember(tenantId, place.userId))
          const deed = { action: 'member.removed', target: name, detail: before } as const
          await recordDeed(tx, tenantId, doing, deed)
        }),
      ),
  }
}

/** The tenant is locked, so that two owners cannot each take the other's place. */
async function change(
  tx: Orm,
  doing: Doing,
  { userId, from, to }: Place & { to?: Role },
  make: (tenantId: number, who: { name: string; before: Role }) => Promise<void>,
): Promise<TeamChange> {
  const tenantId = await lockTenant(tx, doing.tenantId)
  const [found] = await tx
    .select({ name: users.name, before: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(isMember(tenantId, userId))
  if (!found) return undefined
  if (!from.includes(found.before)) return 'forbidden'
  if (found.before === to) return found
  if (found.before === 'owner' && (await owners(tx, tenantId)) === 1) return 'last-owner'
  await make(tenantId, found)
  return found
}

async function owners(tx: Orm, tenantId: number): Promise<number> {
  const isOwner = and(eq(memberships.tenantId, tenantId), eq(memberships.role, 'owner'))
  const [known] = await tx.select({ many: count() }).from(memberships).where(isOwner)
  return known?.many ?? 0
}

function isMember(tenantId: number, userId: string) {
  return and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId))
}

interface Row {
  user: typeof users.$inferSelect
  place: typeof memberships.$inferSelect
}

function memberOf({ user, place }: Row): TeamMember {
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    role: place.role,
    joinedAt: place.createdAt.toISOString(),
    ...(user.avatar && { avatar: user.avatar }),
    ...(user.lastSeenAt && { lastSeenAt: user.lastSeenAt.toISOString() }),
  }
}
