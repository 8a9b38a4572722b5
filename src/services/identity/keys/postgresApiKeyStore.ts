import { and, count, desc, eq, gt, isNull, lte, or, type SQL } from 'drizzle-orm'
import { type Database, type Orm, schema } from '@/services/database'
import { lockTenant, recordDeed } from '../audit/postgresAuditStore'
import type { ApiKeyStore, ListedKey, StoredKey } from './apiKeyStore'
import { changeKey, revokeKey, rotateKey } from './postgresKeyChanges'
import { listedKey, powersOf } from './postgresKeyRows'

const { apiKeys, tenants } = schema

export function postgresApiKeyStore({ orm, query }: Database): ApiKeyStore {
  return {
    findOpen: (hash, at) => findOpen(orm, hash, at),
    recordUses: async (uses) => {
      const times = [...uses.values()].map((at) => at.toISOString())
      await query(RECORD_USES, [[...uses.keys()], times])
    },
    endedBetween: async (since, until) => {
      const { id, revokedAt, expiresAt } = apiKeys
      const revoked = and(gt(revokedAt, since), lte(revokedAt, until))
      const expired = and(gt(expiresAt, since), lte(expiresAt, until))
      const rows = await orm.select({ id }).from(apiKeys).where(or(revoked, expired))
      return rows.map((row) => row.id)
    },
    list: (tenantId) => listed(orm, eq(tenants.key, tenantId)),
    add: (doing, key, most) =>
      orm.transaction(async (tx) => {
        const tenantId = await lockTenant(tx, doing.tenantId)
        const isOpen = and(eq(apiKeys.tenantId, tenantId), isNull(apiKeys.revokedAt))
        const [known] = await tx.select({ keys: count() }).from(apiKeys).where(isOpen)
        if ((known?.keys ?? 0) >= most) return false
        const { scopes, sites, ...rest } = key
        const lists = { scopes: [...scopes], sites: [...sites] }
        await tx.insert(apiKeys).values({ ...rest, ...lists, tenantId, createdAt: doing.at })
        const deed = { action: 'key.created', target: key.name, detail: detailOf(key) } as const
        await recordDeed(tx, tenantId, doing, deed)
        return true
      }),
    change: (doing, id, change) => orm.transaction((tx) => changeKey(tx, doing, id, change)),
    rotate: (doing, id, next, until) =>
      orm.transaction((tx) => rotateKey(tx, doing, { id, next, until })),
    revoke: (doing, id) => orm.transaction((tx) => revokeKey(tx, doing, id)),
  }
}

const RECORD_USES = `
  update api_keys set last_used_at = greatest(last_used_at, used.at::timestamptz)
  from unnest($1::text[], $2::text[]) as used (id, at)
  where api_keys.id = used.id`

async function findOpen(orm: Orm, hash: string, at: Date): Promise<StoredKey | undefined> {
  const isOpen = and(
    isNull(apiKeys.revokedAt),
    or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, at)),
  )
  const [row] = await orm
    .select({ key: apiKeys, tenantId: tenants.key })
    .from(apiKeys)
    .innerJoin(tenants, eq(tenants.id, apiKeys.tenantId))
    .where(and(eq(apiKeys.hash, hash), isOpen))
  return row && { ...powersOf(row.key), tenantId: row.tenantId, hash: row.key.hash }
}

async function listed(orm: Orm, which: SQL): Promise<ListedKey[]> {
  const rows = await orm
    .select({ key: apiKeys })
    .from(apiKeys)
    .innerJoin(tenants, eq(tenants.id, apiKeys.tenantId))
    .where(and(which, isNull(apiKeys.revokedAt)))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
  return rows.map(({ key }) => listedKey(key))
}

function detailOf({ kind, scopes }: Pick<StoredKey, 'kind' | 'scopes'>): string {
  return scopes.length > 0 ? `${kind}, ${scopes.join(' ')}` : kind
}
