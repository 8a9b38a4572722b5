import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { type Database, type Orm, schema } from '@/services/database'
import type { Scope } from '@/services/realtime'
import type { StoredKey, TenantStore } from './tenantStore'

const { apiKeys, sites, tenants } = schema

export function postgresTenantStore({ orm }: Database): TenantStore {
  return {
    exists: async (tenantId) => {
      const { id } = tenants
      const found = await orm.select({ id }).from(tenants).where(eq(tenants.key, tenantId))
      return found.length > 0
    },
    nameOf: async (tenantId) => {
      const { name } = tenants
      const [found] = await orm.select({ name }).from(tenants).where(eq(tenants.key, tenantId))
      return found?.name
    },
    sites: () =>
      orm
        .select({
          id: sites.id,
          key: sites.key,
          tenantId: tenants.key,
          domain: sites.domain,
          allowedOrigins: sites.allowedOrigins,
        })
        .from(sites)
        .innerJoin(tenants, eq(tenants.id, sites.tenantId)),
    findKey: (hash, at) => findKey(orm, hash, at),
    touchKey: async (id, at) => {
      await orm.update(apiKeys).set({ lastUsedAt: at }).where(eq(apiKeys.id, id))
    },
  }
}

async function findKey(orm: Orm, hash: string, at: Date): Promise<StoredKey | undefined> {
  const isOpen = and(
    isNull(apiKeys.revokedAt),
    or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, at)),
  )
  const [row] = await orm
    .select({ key: apiKeys, tenantId: tenants.key })
    .from(apiKeys)
    .innerJoin(tenants, eq(tenants.id, apiKeys.tenantId))
    .where(and(eq(apiKeys.hash, hash), isOpen))
  if (!row) return undefined
  const { id, kind, scopes, lastUsedAt } = row.key
  return {
    id,
    kind,
    tenantId: row.tenantId,
    scopes: scopes as Scope[],
    lastUsedAtMs: lastUsedAt?.getTime(),
  }
}
