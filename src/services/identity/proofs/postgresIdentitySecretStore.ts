import { and, count, desc, eq } from 'drizzle-orm'
import { type Database, developersSchema, schema } from '@/services/database'
import { lockTenant, recordDeed } from '../audit/postgresAuditStore'
import type { IdentitySecretStore } from './identitySecretStore'

const { identitySecrets } = developersSchema
const { tenants } = schema

export function postgresIdentitySecretStore({ orm, query }: Database): IdentitySecretStore {
  return {
    list: async (tenantId) => {
      const rows = await orm
        .select({ secret: identitySecrets })
        .from(identitySecrets)
        .innerJoin(tenants, eq(tenants.id, identitySecrets.tenantId))
        .where(eq(tenants.key, tenantId))
        .orderBy(desc(identitySecrets.createdAt), desc(identitySecrets.id))
      return rows.map(({ secret: { tenantId: _, lastUsedAt, ...secret } }) => ({
        ...secret,
        lastUsedAt: lastUsedAt ?? undefined,
      }))
    },
    add: (doing, secret, most) =>
      orm.transaction(async (tx) => {
        const tenantId = await lockTenant(tx, doing.tenantId)
        const own = eq(identitySecrets.tenantId, tenantId)
        const [known] = await tx.select({ many: count() }).from(identitySecrets).where(own)
        if ((known?.many ?? 0) >= most) return false
        await tx.insert(identitySecrets).values({ ...secret, tenantId, createdAt: doing.at })
        const action = 'identity_secret.created' as const
        await recordDeed(tx, tenantId, doing, { action, target: secret.name })
        return true
      }),
    remove: (doing, id) =>
      orm.transaction(async (tx) => {
        const tenantId = await lockTenant(tx, doing.tenantId)
        const isIt = and(eq(identitySecrets.id, id), eq(identitySecrets.tenantId, tenantId))
        const [gone] = await tx.delete(identitySecrets).where(isIt).returning()
        if (!gone) return false
        const action = 'identity_secret.revoked' as const
        await recordDeed(tx, tenantId, doing, { action, target: gone.name })
        return true
      }),
    reseal: async (id, sealed) => {
      await orm.update(identitySecrets).set({ sealed }).where(eq(identitySecrets.id, id))
    },
    recordUses: async (uses) => {
      const times = [...uses.values()].map((at) => at.toISOString())
      await query(RECORD_USES, [[...uses.keys()], times])
    },
  }
}

const RECORD_USES = `
  update identity_secrets s set last_used_at = greatest(s.last_used_at, used.at::timestamptz)
  from unnest($1::text[], $2::text[]) as used (id, at)
  where s.id = used.id`
