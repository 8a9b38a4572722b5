import type { Account } from '@/lib/protocol'
import type { Membership } from './accountStore'

export interface NewAccountSession {
  id: string
  userId: string
  tokenHash: string
  userAgent: string
  createdAt: Date
  expiresAt: Date
}

/** A sign-in that has not ended, with who it is of. */
export interface OpenSession {
  id: string
  account: Account
  /** Oldest first. */
  memberships: Membership[]
  lastUsedAtMs: number
  expiresAtMs: number
}

export interface ListedSession {
  id: string
  userAgent: string
  createdAt: Date
  lastUsedAt: Date
}

export interface EndOfSessions {
  userId: string
  at: Date
  /** Only this one; absent: all. */
  only?: string
  /** All but this one. */
  except?: string
}

/** Sign-ins. One that ended stays for a while with its end in the past, and never opens again. */
export interface AccountSessionStore {
  /** Also removes what of the same account ended long ago. */
  add(session: NewAccountSession): Promise<void>
  find(tokenHash: string, at: Date): Promise<OpenSession | undefined>
  /** Moves the end of a session that is open. */
  touch(id: string, at: Date, expiresAt: Date): Promise<void>
  /** The open ones, last used first. */
  list(userId: string, at: Date): Promise<ListedSession[]>
  /** Resolves to the ids of those that were open and ended now. */
  end(end: EndOfSessions): Promise<string[]>
  /** Ids of sessions that ended between the two times. */
  endedBetween(since: Date, until: Date): Promise<string[]>
}
