/**
 * The wire of accounts: where somebody is signed in, and what that opens. Types only.
 * Times are ISO 8601 strings in UTC, ids are opaque strings, durations carry their unit.
 */
import type { Account, Role } from './protocol'

/** The account as it is now; after signing up or in, the cookie of the answer opens it. */
export interface SignedInAnswer {
  success: true
  user: Account
}

/** A place where the account is signed in. */
export interface AccountSession {
  id: string
  createdAt: string
  lastUsedAt: string
  userAgent: string
  /** The session that asks. */
  current: boolean
}

/** `POST /api/auth/token`: what opens sockets and the API for a quarter of an hour. */
export interface AccessGrant {
  success: true
  token: string
  /** Seconds. */
  expiresIn: number
  user: Account
  tenantId: string
  role: Role
}
