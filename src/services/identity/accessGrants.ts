import type { AccessGrant } from '@/lib/accountProtocol'
import { refusal } from '@/lib/errors'
import type { AccessTokens } from './accessTokens'
import type { OpenSession } from './accountSessionStore'
import { memberOf } from './credentials'
import { ACCESS_TOKEN_MS } from './endedSessions'
import type { TenantStore } from './tenantStore'

export interface AccessGrants {
  /** An access token for one of the person's tenants: the one asked for, or the oldest. */
  grant(session: OpenSession, tenantId?: string): Promise<AccessGrant>
}

interface Options {
  tokens: AccessTokens
  tenants: TenantStore
}

export function createAccessGrants({ tokens, tenants }: Options): AccessGrants {
  async function requireTenant({ memberships }: OpenSession, tenantId: string): Promise<void> {
    const isMember = memberships.some((place) => place.tenantId === tenantId)
    if (!isMember && !(await tenants.exists(tenantId))) throw refusal('TENANT_NOT_FOUND')
  }

  return {
    grant: async (session, tenantId) => {
      if (tenantId) await requireTenant(session, tenantId)
      const principal = memberOf(session, tenantId)
      const { kind: _, expiresAtMs: __, ...holder } = principal
      return {
        success: true,
        token: await tokens.sign(holder),
        expiresIn: ACCESS_TOKEN_MS / 1000,
        user: session.account,
        tenantId: principal.tenantId,
        role: principal.role,
      }
    },
  }
}
