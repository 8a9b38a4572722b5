import { and, asc, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Account, Role } from '@/lib/protocol'
import { type Database, type Orm, schema } from '@/services/database'
import type { AccountStore, Admission, NewAccount, StoredAccount } from './accountStore'
import { setPassword } from './postgresPassword'
import { admins, findPeople, member, profiles } from './postgresProfiles'

const { invitations, memberships, tenants, users } = schema

/** One transaction at a time may ask "is there nobody yet?" and act on it. */
const FIRST_ACCOUNT_LOCK = 7_275_540

export function postgresAccountStore({ orm }: Database): AccountStore {
  return {
    isEmpty: () => isEmpty(orm),
    addFirst: (account, tenant) =>
      orm.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK})`)
        if (!(await isEmpty(tx))) return 'refused'
        await tx.insert(tenants).values(tenant).onConflictDoNothing()
        const [own] = await tx.select().from(tenants).where(eq(tenants.key, tenant.key))
        return admit(tx, account, own?.id, 'owner')
      }),
    addMember: (account) =>
      orm.transaction(async (tx) => {
        const [oldest] = await tx.select().from(tenants).orderBy(asc(tenants.id)).limit(1)
        return admit(tx, account, oldest?.id, 'member')
      }),
    addInvited: (account, tokenHash, at) =>
      orm.transaction((tx) => addInvited(tx, account, tokenHash, at)),
    find: (userId) => findAccount(orm, eq(users.id, userId)),
    findByEmail: (email) => findAccount(orm, eq(users.email, email)),
    rename: async (userId, name) => {
      const [row] = await orm.update(users).set({ name }).where(eq(users.id, userId)).returning()
      return row && accountOf(row)
    },
    setPassword: (password) => orm.transaction((tx) => setPassword(tx, password)),
    profiles: (tenantId, userIds) => profiles(orm, tenantId, userIds),
    findPeople: (tenantId, search) => findPeople(orm, tenantId, search),
    admins: (tenantId) => admins(orm, tenantId),
    member: (tenantId, userId) => member(orm, tenantId, userId),
    recordLastSeen: (userIds, at) => recordLastSeen(orm, userIds, at),
  }
}

async function isEmpty(orm: Orm): Promise<boolean> {
  const found = await orm.select({ id: users.id }).from(users).limit(1)
  return found.length === 0
}

async function admit(
  tx: Orm,
  account: NewAccount,
  tenantId: number | undefined,
  role: Role,
): Promise<Admission> {
  if (tenantId === undefined) return 'refused'
  const added = await tx.insert(users).values(account).onConflictDoNothing().returning()
  if (added.length === 0) return 'email-taken'
  await tx.insert(memberships).values({ tenantId, userId: account.id, role })
  return 'added'
}

/** The row is locked before the account is made: a second user of the link waits, then finds it used. */
async function addInvited(
  tx: Orm,
  account: NewAccount,
  tokenHash: string,
  at: Date,
): Promise<Admission> {
  const isMeant = eq(invitations.email, account.email)
  const isOpen = and(isNull(invitations.acceptedAt), gt(invitations.expiresAt, at))
  const [invitation] = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.tokenHash, tokenHash), isMeant, isOpen))
    .for('update')
  const admission = await admit(tx, account, invitation?.tenantId, invitation?.role ?? 'member')
  if (admission === 'added') {
    const isIt = eq(invitations.tokenHash, tokenHash)
    await tx.update(invitations).set({ acceptedAt: at }).where(isIt)
  }
  return admission
}

async function findAccount(orm: Orm, which: SQL): Promise<StoredAccount | undefined> {
  const [row] = await orm.select().from(users).where(which)
  if (!row) return undefined
  return { ...accountOf(row), ...(row.passwordHash && { passwordHash: row.passwordHash }) }
}

function accountOf(row: typeof users.$inferSelect): Account {
  const { id, name, email, avatar } = row
  return { id, name, email, ...(avatar && { avatar }) }
}

async function recordLastSeen(orm: Orm, userIds: readonly string[], at: Date): Promise<void> {
  if (userIds.length === 0) return
  const lastSeenAt = sql`greatest(${users.lastSeenAt}, ${sql.param(at, users.lastSeenAt)})`
  await orm
    .update(users)
    .set({ lastSeenAt })
    .where(inArray(users.id, [...userIds]))
}
