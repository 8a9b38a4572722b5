import type { Account, Role } from '@/lib/protocol'

export interface NewAccount {
  id: string
  name: string
  email: string
  /** Absent: nobody can sign in by password. */
  passwordHash?: string
}

export type StoredAccount = Account & { passwordHash?: string }

/** A place of a user in a tenant; `tenantId` is the public key. */
export interface Membership {
  tenantId: string
  role: Role
}

/** What colleagues see of a person. */
export interface Profile {
  userId: string
  name: string
  avatar?: string
  /** Absent when never. */
  lastSeen?: string
}

export interface PeopleSearch {
  /** Part of a name; case and accents do not matter. */
  query: string
  limit: number
  except: string
  /** Those of these come before the others. */
  first: readonly string[]
}

/** What a tenant's admins see of one of its members. */
export interface Member {
  email: string
  joinedAt: string
  /** Absent when never. */
  lastSeenAt?: string
}

export interface NewPassword {
  userId: string
  passwordHash: string
  at: Date
  /** The session that stays open. */
  keepSessionId?: string
}

/** How an attempt to add an account ended. Anything but `added` has changed nothing. */
export type Admission = 'added' | 'email-taken' | 'refused'

/** People, their passwords and their places in tenants. E-mails come in lower case. */
export interface AccountStore {
  /** There is no account at all. */
  isEmpty(): Promise<boolean>
  /**
   * Adds the very first account as owner of a tenant made for it (one of that key that exists
   * already is taken over), in one step. `refused` when there is an account: of two at once one wins.
   */
  addFirst(account: NewAccount, tenant: { key: string; name: string }): Promise<Admission>
  /** Adds a member of the oldest tenant. `refused` when there is none. */
  addMember(account: NewAccount): Promise<Admission>
  /** Uses an invitation up and adds its account, in one step. `refused` when it is not usable. */
  addInvited(account: NewAccount, tokenHash: string, at: Date): Promise<Admission>
  find(userId: string): Promise<StoredAccount | undefined>
  findByEmail(email: string): Promise<StoredAccount | undefined>
  rename(userId: string, name: string): Promise<Account | undefined>
  /**
   * Sets a password, voids open reset links and ends the account's sessions, in one step.
   * Resolves to the ids of the sessions that ended.
   */
  setPassword(password: NewPassword): Promise<string[]>
  /** Those of the ids that belong to members of the tenant, in any order. */
  profiles(tenantId: string, userIds: readonly string[]): Promise<Profile[]>
  /** Members of the tenant whose name contains the query, by name. */
  findPeople(tenantId: string, search: PeopleSearch): Promise<Profile[]>
  /** Owners, admins and agents of the tenant, by name. */
  admins(tenantId: string): Promise<Profile[]>
  /** Undefined for whoever is no member of the tenant. */
  member(tenantId: string, userId: string): Promise<Member | undefined>
  /** Never moves a time back; ids without an account are passed over. */
  recordLastSeen(userIds: readonly string[], at: Date): Promise<void>
}
