import { and, asc, desc, eq, gt, lte } from 'drizzle-orm'
import { type Database, type Orm, schema } from '@/services/database'
import type { AccountSessionStore, NewAccountSession, OpenSession } from './accountSessionStore'
import { endSessions } from './postgresPassword'

const { accountSessions, memberships, tenants, users } = schema

/** Longer than any access token of the session lives. */
const KEEP_ENDED_MS = 24 * 3_600_000

export function postgresAccountSessionStore({ orm }: Database): AccountSessionStore {
  return {
    add: (session) => add(orm, session),
    find: (tokenHash, at) => find(orm, tokenHash, at),
    touch: async (id, at, expiresAt) => {
      const isOpen = and(eq(accountSessions.id, id), gt(accountSessions.expiresAt, at))
      await orm.update(accountSessions).set({ lastUsedAt: at, expiresAt }).where(isOpen)
    },
    list: (userId, at) =>
      orm
        .select()
        .from(accountSessions)
        .where(and(eq(accountSessions.userId, userId), gt(accountSessions.expiresAt, at)))
        .orderBy(desc(accountSessions.lastUsedAt), asc(accountSessions.id)),
    end: (end) => endSessions(orm, end),
    endedBetween: async (since, until) => {
      const { id, expiresAt } = accountSessions
      const isBetween = and(gt(expiresAt, since), lte(expiresAt, until))
      const rows = await orm.select({ id }).from(accountSessions).where(isBetween)
      return rows.map((row) => row.id)
    },
  }
}

async function add(orm: Orm, session: NewAccountSession): Promise<void> {
  const { userId, createdAt } = session
  const longEnded = new Date(createdAt.getTime() - KEEP_ENDED_MS)
  const isOld = and(eq(accountSessions.userId, userId), lte(accountSessions.expiresAt, longEnded))
  await orm.delete(accountSessions).where(isOld)
  await orm.insert(accountSessions).values({ ...session, lastUsedAt: createdAt })
}

/** One row per membership; somebody without any still has a session. */
async function find(orm: Orm, tokenHash: string, at: Date): Promise<OpenSession | undefined> {
  const rows = await orm
    .select({ session: accountSessions, user: users, tenant: tenants.key, role: memberships.role })
    .from(accountSessions)
    .innerJoin(users, eq(users.id, accountSessions.userId))
    .leftJoin(memberships, eq(memberships.userId, users.id))
    .leftJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(and(eq(accountSessions.tokenHash, tokenHash), gt(accountSessions.expiresAt, at)))
    .orderBy(asc(memberships.createdAt), asc(memberships.tenantId))
  const [first] = rows
  if (!first) return undefined
  const { id, name, email, avatar } = first.user
  return {
    id: first.session.id,
    account: { id, name, email, ...(avatar && { avatar }) },
    memberships: rows.flatMap(({ tenant, role }) =>
      tenant && role ? [{ tenantId: tenant, role }] : [],
    ),
    lastUsedAtMs: first.session.lastUsedAt.getTime(),
    expiresAtMs: first.session.expiresAt.getTime(),
  }
}
