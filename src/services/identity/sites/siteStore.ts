import type { Doing } from '../audit/auditStore'

export interface ListedSite {
  /** The public `siteId`. */
  key: string
  domain: string
  allowedOrigins: string[]
  color: string | null
  greeting: string | null
  createdAt: Date
  /** A page of it showed a key; at most a minute behind. */
  lastVisitAt: Date | undefined
}

export interface NewSite {
  key: string
  domain: string
  allowedOrigins: readonly string[]
  color: string | null
  greeting: string | null
}

export type SiteChange = Partial<Omit<NewSite, 'key'>>

/** A page that showed a key of the tenant and is of none of its sites. */
export interface Refused {
  tenantId: string
  origin: string
  at: Date
}

/**
 * Websites of tenants. Every change is one step with its entry in the audit log. A domain is one
 * site's of the tenant; other tenants may have it too.
 */
export interface SiteStore {
  /** By domain. */
  list(tenantId: string): Promise<ListedSite[]>
  add(doing: Doing, site: NewSite, most: number): Promise<'added' | 'taken' | 'full'>
  /** `undefined` where the tenant has no such site. */
  change(doing: Doing, key: string, change: SiteChange): Promise<ListedSite | 'taken' | undefined>
  /** Keys that were bound to it, and to nothing else, go on bound to nothing that exists. */
  remove(doing: Doing, key: string): Promise<boolean>
  /** Times of visits by numeric id; never moves one back. */
  recordVisits(visits: ReadonlyMap<number, Date>): Promise<void>
  /** Keeps the newest of each tenant. */
  recordRefusals(refusals: readonly Refused[]): Promise<void>
  /** Newest first. */
  refused(tenantId: string, since: Date): Promise<Omit<Refused, 'tenantId'>[]>
  forgetRefused(tenantId: string, origins: readonly string[]): Promise<void>
}
