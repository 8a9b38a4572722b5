import type { PresenceSettings } from '@/lib/adminProtocol'
import type { PersonKind } from './onlineUsersStore'

/**
 * What is kept of presence: pages, counts by the minute, and each tenant's settings. Tenants are
 * named by their public key; what is said of an unknown one is passed over.
 */
export interface PresenceRecordStore {
  /**
   * Writes steps in their order. A step ends the page its connection was on. A step to the page
   * that its tab was on less than a minute ago goes on with that page, on whichever node it was;
   * to another page it ends what the tab left open.
   */
  recordSteps(steps: readonly PageStep[]): Promise<void>
  /** The person's newest pages, newest first. */
  pages(tenantId: string, userId: string, limit: number): Promise<RecordedPage[]>
  /** The newest page of a visitor. */
  lastVisit(tenantId: string): Promise<RecordedPage | undefined>
  /** Forgets each person's pages but the newest. */
  trim(people: readonly PersonKey[], keep: number): Promise<void>

  /** A minute keeps the highest counts that any node says. */
  recordMinutes(minutes: readonly TenantMinute[]): Promise<void>
  /** From a moment on, oldest first; minutes of which nothing was said are missing. */
  minutes(tenantId: string, sinceMs: number): Promise<MinuteTally[]>

  /** Forgets what is older. */
  forget(before: { pagesMs: number; minutesMs: number }): Promise<void>

  /** Undefined for an unknown tenant. */
  settings(tenantId: string): Promise<PresenceSettings | undefined>
  changeSettings(tenantId: string, settings: PresenceSettings): Promise<void>
}

export interface PersonKey {
  tenantId: string
  userId: string
}

/** A connection came to a page, or left its last one. */
export interface PageStep extends PersonKey {
  kind: PersonKind
  connectionId: string
  /** Empty where the client tells none. */
  tab: string
  /** Absent: the connection is gone. */
  url?: string
  title?: string
  atMs: number
}

export interface RecordedPage {
  url: string
  title?: string
  enteredAtMs: number
  /** Absent where nobody has said that the page was left. */
  leftAtMs?: number
}

export interface MinuteTally {
  /** When the minute began. */
  atMs: number
  visitors: number
  users: number
}

export type TenantMinute = MinuteTally & { tenantId: string }
