/**
 * The wire of the Developers pages: keys, sites, team and audit log under `/api/admin`. Types only.
 * Times are ISO 8601 strings in UTC. Only owners and admins are answered.
 */

import type { Role } from './protocol'

/** `publishable`: safe in a page of the tenant's sites. `secret`: for servers alone. */
export type KeyKind = 'publishable' | 'secret'

/** What a secret key may do. */
export type KeyScope = 'presence:read' | 'messages:read' | 'messages:write' | 'push' | 'admin'

/** A key as it is listed: enough to know it by. */
export interface ApiKey {
  id: string
  name: string
  kind: KeyKind
  /** Its beginning and its end: `parley_sk_9aWq…8uYh`. */
  shown: string
  /** The key itself, where it is publishable and was made since keys are kept readable. */
  value?: string
  scopes: KeyScope[]
  /** Public ids of the sites whose pages may show it; none: all of the tenant. */
  sites: string[]
  createdAt: string
  /** At most a minute behind; absent when never. */
  lastUsedAt?: string
  expiresAt?: string
  /** The key that takes its place, after a rotation. */
  replacedBy?: string
}

/** `GET /api/admin/keys`: those that are not revoked, newest first. */
export interface KeysAnswer {
  success: true
  keys: ApiKey[]
}

/** `POST /api/admin/keys` */
export interface KeyWish {
  name: string
  kind: KeyKind
  /** At least one for a secret key, none for a publishable one. */
  scopes: KeyScope[]
  sites: string[]
  expiresAt?: string | undefined
}

/** `PATCH /api/admin/keys/:id`; `null` is never. What a key may do stays what it was. */
export interface KeyPatch {
  name?: string | undefined
  sites?: string[] | undefined
  expiresAt?: string | null | undefined
}

/** `POST /api/admin/keys/:id/rotate`: how long the old key goes on, 0 to 168, 24 unless told. */
export interface KeyRotation {
  overlapHours: number
}

/** A key that was just made. `secret` is told this once. */
export interface NewKeyAnswer {
  success: true
  key: ApiKey
  secret: string
}

export interface KeyAnswer {
  success: true
  key: ApiKey
}

/** Signs identity tokens in the tenant's back end. At most two, so that one can replace the other. */
export interface IdentitySecret {
  /** The `kid` of the tokens that it signs. */
  id: string
  name: string
  /** Its beginning and its end. */
  shown: string
  createdAt: string
  /** At most a minute behind; absent when never. */
  lastUsedAt?: string
}

/** `GET /api/admin/identity-secrets`, newest first. */
export interface IdentitySecretsAnswer {
  success: true
  identitySecrets: IdentitySecret[]
}

/** `POST /api/admin/identity-secrets` */
export interface IdentitySecretWish {
  name: string
}

/** `secret` is told this once; its text is the key of HS256. */
export interface NewIdentitySecretAnswer {
  success: true
  identitySecret: IdentitySecret
  secret: string
}

/** What the audit log keeps. */
export type AuditAction =
  | 'key.created'
  | 'key.changed'
  | 'key.rotated'
  | 'key.revoked'
  | 'site.created'
  | 'site.changed'
  | 'site.deleted'
  | 'member.role_changed'
  | 'member.removed'
  | 'invitation.created'
  | 'invitation.revoked'
  | 'identity_secret.created'
  | 'identity_secret.revoked'

export interface AuditEntry {
  id: string
  at: string
  actorId: string
  /** As it was then. */
  actorName: string
  action: AuditAction
  /** What it was done to, by its name then. */
  target: string
  detail?: string
}

/** `GET /api/admin/audit?before&limit`, newest first; `before` is an entry's id. */
export interface AuditAnswer {
  success: true
  entries: AuditEntry[]
  hasMore: boolean
}

/** A website of the tenant: its pages may show the tenant's publishable keys. */
export interface Site {
  /** The public `siteId`. */
  id: string
  domain: string
  /** Origins beside `https://domain` whose pages are of the site. */
  allowedOrigins: string[]
  /** Of its widget: `#rrggbb`; absent: the usual one. */
  color?: string
  /** What its widget greets with; absent: nothing. */
  greeting?: string
  createdAt: string
  /** A page of it showed a key; at most a minute behind, absent when never. */
  lastVisitAt?: string
}

/** A page that showed a key of the tenant, and is of none of the sites it may be shown on. */
export interface RefusedOrigin {
  origin: string
  at: string
}

/** `GET /api/admin/sites`: by domain, and what was refused within a week, newest first. */
export interface SitesAnswer {
  success: true
  sites: Site[]
  refused: RefusedOrigin[]
}

/** `POST /api/admin/sites` */
export interface SiteWish {
  domain: string
  /** At most 20. */
  allowedOrigins: string[]
  color?: string | null | undefined
  /** At most 200 characters. */
  greeting?: string | null | undefined
}

/** `PATCH /api/admin/sites/:id`; `null` or an empty text takes colour or greeting away. */
export interface SitePatch {
  domain?: string | undefined
  allowedOrigins?: string[] | undefined
  color?: string | null | undefined
  greeting?: string | null | undefined
}

export interface SiteAnswer {
  success: true
  site: Site
}

/** Somebody who belongs to the tenant. */
export interface TeamMember {
  userId: string
  name: string
  email: string
  avatar?: string
  role: Role
  joinedAt: string
  /** Absent when never. */
  lastSeenAt?: string
}

/** A link to join that was mailed and is still open. */
export interface OpenInvitation {
  id: string
  email: string
  role: Role
  createdAt: string
  expiresAt: string
}

/** `GET /api/admin/team`: by name; invitations newest first. */
export interface TeamAnswer {
  success: true
  members: TeamMember[]
  invitations: OpenInvitation[]
}

/** `PATCH /api/admin/team/:userId` */
export interface RolePatch {
  role: Role
}
