import { refusal } from '@/lib/errors'
import type { TenantStore } from './tenantStore'

export interface NamedTenants {
  /**
   * Refuses a request that names another tenant than its credential's, or none: an unknown one is
   * `TENANT_NOT_FOUND`, somebody else's `TENANT_MISMATCH`, none `MISSING_TENANT_ID`.
   */
  require(credential: { tenantId: string }, named: string | undefined): Promise<void>
}

export function createNamedTenants(tenants: Pick<TenantStore, 'exists'>): NamedTenants {
  return {
    require: async ({ tenantId }, named) => {
      if (!named) throw refusal('MISSING_TENANT_ID')
      if (named === tenantId) return
      throw refusal((await tenants.exists(named)) ? 'TENANT_MISMATCH' : 'TENANT_NOT_FOUND')
    },
  }
}
