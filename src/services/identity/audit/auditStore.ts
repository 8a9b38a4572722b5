import type { AuditAction, AuditEntry } from '@/lib/developersProtocol'

/** Who does something, and when. */
export interface Doing {
  tenantId: string
  userId: string
  name: string
  at: Date
}

/** What was done, to what by its name then. */
export interface Deed {
  action: AuditAction
  target: string
  detail?: string | undefined
}

/**
 * What matters for security, as it was done. Stores of keys, sites and teams write their own deeds
 * in the transaction that does them.
 */
export interface AuditStore {
  add(doing: Doing, deed: Deed): Promise<void>
  /** Newest first; `before` is an entry's id. */
  list(
    tenantId: string,
    page: { before?: number | undefined; limit: number },
  ): Promise<AuditEntry[]>
}

export function doingOf({ tenantId, userId, name }: Omit<Doing, 'at'>, at: Date): Doing {
  return { tenantId, userId, name, at }
}
