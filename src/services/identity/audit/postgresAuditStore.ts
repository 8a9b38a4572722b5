import { and, desc, eq, lt } from 'drizzle-orm'
import type { AuditAction } from '@/lib/developersProtocol'
import { type Database, developersSchema, type Orm, schema } from '@/services/database'
import type { AuditStore, Deed, Doing } from './auditStore'

const { auditEntries } = developersSchema
const { tenants } = schema

export function postgresAuditStore({ orm }: Database): AuditStore {
  return {
    add: async (doing, deed) => {
      const { id } = tenants
      const [tenant] = await orm.select({ id }).from(tenants).where(eq(tenants.key, doing.tenantId))
      if (tenant) await recordDeed(orm, tenant.id, doing, deed)
    },
    list: async (tenantId, { before, limit }) => {
      const isBefore = before === undefined ? undefined : lt(auditEntries.id, before)
      const rows = await orm
        .select({ entry: auditEntries })
        .from(auditEntries)
        .innerJoin(tenants, eq(tenants.id, auditEntries.tenantId))
        .where(and(eq(tenants.key, tenantId), isBefore))
        .orderBy(desc(auditEntries.id))
        .limit(limit)
      return rows.map(({ entry }) => ({
        id: String(entry.id),
        at: entry.at.toISOString(),
        actorId: entry.actorId,
        actorName: entry.actorName,
        action: entry.action as AuditAction,
        target: entry.target,
        ...(entry.detail !== null && { detail: entry.detail }),
      }))
    },
  }
}

/** For the transaction that does it. `tenantRow` is the tenant's numeric id. */
export async function recordDeed(
  tx: Orm,
  tenantRow: number,
  { userId, name, at }: Doing,
  deed: Deed,
): Promise<void> {
  const actor = { actorId: userId, actorName: name }
  await tx.insert(auditEntries).values({ tenantId: tenantRow, at, ...actor, ...deed })
}

/** The tenant's row, locked: those who change the same tenant's things wait for each other. */
export async function lockTenant(tx: Orm, tenantId: string): Promise<number> {
  const { id } = tenants
  const found = tx.select({ id }).from(tenants).where(eq(tenants.key, tenantId))
  const [tenant] = await found.for('no key update')
  if (!tenant) throw new Error(`There is no tenant ${tenantId}`)
  return tenant.id
}
