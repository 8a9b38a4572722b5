import type { KeyKind, KeyScope } from '@/lib/developersProtocol'
import type { Doing } from '../audit/auditStore'

/** A key as it proves somebody. */
export interface StoredKey {
  id: string
  tenantId: string
  kind: KeyKind
  hash: string
  scopes: readonly KeyScope[]
  /** Public ids of the sites whose pages may show it; none: all of the tenant. */
  sites: readonly string[]
  expiresAtMs: number | undefined
}

/** A key as it is listed. */
export interface ListedKey extends Omit<StoredKey, 'tenantId' | 'hash'> {
  name: string
  prefix: string
  suffix: string
  /** Of a publishable key. */
  value: string | undefined
  replacedBy: string | undefined
  createdAt: Date
  lastUsedAt: Date | undefined
}

export interface NewKey extends Pick<StoredKey, 'id' | 'kind' | 'hash' | 'scopes' | 'sites'> {
  name: string
  prefix: string
  suffix: string
  value: string | undefined
  expiresAt: Date | undefined
}

export interface KeyChange {
  name?: string | undefined
  sites?: readonly string[] | undefined
  /** `null`: never. */
  expiresAt?: Date | null | undefined
}

/**
 * Keys of tenants. Every change is one step with its entry in the audit log. `undefined` where the
 * tenant has no such key that is open.
 */
export interface ApiKeyStore {
  /** A key that is neither revoked nor past its end. */
  findOpen(hash: string, at: Date): Promise<StoredKey | undefined>
  /** Times of use by key; never moves one back. */
  recordUses(uses: ReadonlyMap<string, Date>): Promise<void>
  /** The ids of keys that were revoked or came to their end. */
  endedBetween(since: Date, until: Date): Promise<string[]>
  /** Those that are not revoked, newest first. */
  list(tenantId: string): Promise<ListedKey[]>
  /** False where the tenant has `most` already. */
  add(doing: Doing, key: NewKey, most: number): Promise<boolean>
  change(doing: Doing, id: string, change: KeyChange): Promise<ListedKey | undefined>
  /** Adds a successor of the same powers; the old key ends at `until`, or before if it would. */
  rotate(doing: Doing, id: string, next: Successor, until: Date): Promise<ListedKey | undefined>
  revoke(doing: Doing, id: string): Promise<{ name: string } | undefined>
}

/** What a new key has of its own when it takes another's place. */
export type Successor = Pick<NewKey, 'id' | 'hash' | 'prefix' | 'suffix' | 'value'>
