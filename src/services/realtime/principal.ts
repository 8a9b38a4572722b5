import type { Role } from '@/lib/protocol'

/** A signed-in user, proven by an access token or by the account session of a browser. */
export interface UserPrincipal {
  kind: 'user'
  userId: string
  /** The public key of the tenant the credential is for. */
  tenantId: string
  role: Role
  name: string
  avatar?: string
  /** The sign-in behind the credential; ending it ends the credential. */
  accountSessionId: string
  /** When the credential ends, ms since 1970. */
  expiresAtMs: number
}

export type Scope = 'presence:read' | 'messages:read' | 'messages:write' | 'push' | 'admin'

/** A tenant's back end, proven by a secret key. */
export interface ServicePrincipal {
  kind: 'service'
  tenantId: string
  keyId: string
  scopes: readonly Scope[]
}

/** Who is calling, once proven. Nothing in a body, query or handshake changes it. */
export type Principal = UserPrincipal | ServicePrincipal

export function isAdmin(principal: Principal): boolean {
  return principal.kind === 'user' && principal.role !== 'member'
}
