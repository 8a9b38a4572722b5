import type { Role } from '@/lib/protocol'

/** The key that a socket showed, alone or beside a token: the end of the key closes it. */
type ShownKeyId = string

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
  shownKeyId?: ShownKeyId
}

/** Somebody on a tenant's website: anonymous, or whom the tenant says it is. */
export interface VisitorPrincipal {
  kind: 'visitor'
  userId: string
  tenantId: string
  /** The visitor's stay, in all tabs; names rooms and is never made by a client. */
  sessionId: string
  anonymous: boolean
  /** What the tenant's back end calls them; anonymous visitors have neither. */
  name?: string
  email?: string
  /** How many stays of this visitor are known, this one included. */
  visits: number
  /**
   * What the client itself calls the session. Nobody has proven to be its visitor: it may be
   * written to, never read.
   */
  unprovenName?: string
  /** When the token ends, ms since 1970; infinite where a key opened the socket. */
  expiresAtMs: number
  shownKeyId?: ShownKeyId
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
export type Principal = UserPrincipal | VisitorPrincipal | ServicePrincipal

/** Those who can be online: a back end is a program, it is neither here nor away. */
export type PersonPrincipal = UserPrincipal | VisitorPrincipal

export function isAdmin(principal: Principal): boolean {
  return principal.kind === 'user' && principal.role !== 'member'
}
