import type { Scope } from '@/services/realtime'

export interface StoredKey {
  id: string
  tenantId: string
  kind: 'publishable' | 'secret'
  scopes: readonly Scope[]
  lastUsedAtMs: number | undefined
}

export interface Site {
  id: number
  /** The public `siteId`. */
  key: string
  tenantId: string
  domain: string
  allowedOrigins: readonly string[]
}

/** Tenants, their websites and their keys. `tenantId` is the public key. */
export interface TenantStore {
  exists(tenantId: string): Promise<boolean>
  /** What the tenant is called. */
  nameOf(tenantId: string): Promise<string | undefined>
  sites(): Promise<Site[]>
  /** A key that is neither revoked nor past its end. */
  findKey(hash: string, at: Date): Promise<StoredKey | undefined>
  touchKey(id: string, at: Date): Promise<void>
}
