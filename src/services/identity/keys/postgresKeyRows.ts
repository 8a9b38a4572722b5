import type { KeyScope } from '@/lib/developersProtocol'
import type { schema } from '@/services/database'
import type { ListedKey } from './apiKeyStore'

type KeyRow = typeof schema.apiKeys.$inferSelect

export function powersOf({ id, kind, scopes, sites, expiresAt }: KeyRow) {
  return { id, kind, scopes: scopes as KeyScope[], sites, expiresAtMs: expiresAt?.getTime() }
}

export function listedKey(row: KeyRow): ListedKey {
  const { name, prefix, suffix, value, replacedBy, createdAt, lastUsedAt } = row
  return {
    ...powersOf(row),
    name,
    prefix,
    suffix,
    value: value ?? undefined,
    replacedBy: replacedBy ?? undefined,
    createdAt,
    lastUsedAt: lastUsedAt ?? undefined,
  }
}
