import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { type Orm, schema } from '@/services/database'
import type { Doing } from '../audit/auditStore'
import { lockTenant, recordDeed } from '../audit/postgresAuditStore'
import type { KeyChange, ListedKey, Successor } from './apiKeyStore'
import { listedKey } from './postgresKeyRows'

const { apiKeys } = schema

export async function changeKey(
  tx: Orm,
  doing: Doing,
  id: string,
  { name, sites, expiresAt }: KeyChange,
): Promise<ListedKey | undefined> {
  const tenantId = await lockTenant(tx, doing.tenantId)
  const before = await findOpenRow(tx, tenantId, id, doing.at)
  if (!before) return undefined
  const change = {
    ...(name !== undefined && { name }),
    ...(sites !== undefined && { sites: [...sites] }),
    ...(expiresAt !== undefined && { expiresAt }),
  }
  const row = { ...before, ...change }
  await tx
    .update(apiKeys)
    .set({ name: row.name, ...change })
    .where(eq(apiKeys.id, id))
  const detail = Object.keys(change).join(', ')
  await recordDeed(tx, tenantId, doing, { action: 'key.changed', target: row.name, detail })
  return listedKey(row)
}

interface Rotation {
  id: string
  next: Successor
  until: Date
}

export async function rotateKey(
  tx: Orm,
  doing: Doing,
  { id, next, until }: Rotation,
): Promise<ListedKey | undefined> {
  const tenantId = await lockTenant(tx, doing.tenantId)
  const old = await findOpenRow(tx, tenantId, id, doing.at)
  if (!old || old.replacedBy !== null) return undefined
  const made = { ...old, ...next, value: next.value ?? null, createdAt: doing.at, lastUsedAt: null }
  await tx.insert(apiKeys).values(made)
  const expiresAt = old.expiresAt && old.expiresAt < until ? old.expiresAt : until
  await tx.update(apiKeys).set({ expiresAt, replacedBy: next.id }).where(eq(apiKeys.id, id))
  const detail = `the old one ends ${expiresAt.toISOString()}`
  await recordDeed(tx, tenantId, doing, { action: 'key.rotated', target: old.name, detail })
  return listedKey(made)
}

export async function revokeKey(
  tx: Orm,
  doing: Doing,
  id: string,
): Promise<{ name: string } | undefined> {
  const tenantId = await lockTenant(tx, doing.tenantId)
  const isIt = and(eq(apiKeys.id, id), eq(apiKeys.tenantId, tenantId), isNull(apiKeys.revokedAt))
  const [key] = await tx.update(apiKeys).set({ revokedAt: doing.at }).where(isIt).returning()
  if (!key) return undefined
  await recordDeed(tx, tenantId, doing, { action: 'key.revoked', target: key.name })
  return { name: key.name }
}

async function findOpenRow(tx: Orm, tenantId: number, id: string, at: Date) {
  const isOpen = and(
    isNull(apiKeys.revokedAt),
    or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, at)),
  )
  const isIt = and(eq(apiKeys.id, id), eq(apiKeys.tenantId, tenantId), isOpen)
  const [row] = await tx.select().from(apiKeys).where(isIt)
  return row
}
