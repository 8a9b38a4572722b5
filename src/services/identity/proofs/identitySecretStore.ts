import type { Doing } from '../audit/auditStore'

/** What is kept of an identity secret; `sealed` is for the server alone. */
export interface StoredIdentitySecret {
  id: string
  name: string
  shown: string
  sealed: string
  createdAt: Date
  lastUsedAt: Date | undefined
}

export type NewIdentitySecret = Omit<StoredIdentitySecret, 'createdAt' | 'lastUsedAt'>

/** Identity secrets of tenants. Every change is one step with its entry in the audit log. */
export interface IdentitySecretStore {
  /** Newest first. */
  list(tenantId: string): Promise<StoredIdentitySecret[]>
  /** False where the tenant has `most` already. */
  add(doing: Doing, secret: NewIdentitySecret, most: number): Promise<boolean>
  /** False where the tenant has no such secret. */
  remove(doing: Doing, id: string): Promise<boolean>
  /** The same secret, sealed anew. */
  reseal(id: string, sealed: string): Promise<void>
  /** Times of use by secret; never moves one back. */
  recordUses(uses: ReadonlyMap<string, Date>): Promise<void>
}
