/**
 * The wire of the admins' pages: what `/api/admin` answers. Types only.
 * Times are ISO 8601 strings in UTC, ids are opaque strings, durations carry their unit.
 */
import type { FacetCounts } from './facetCounts'
import type { DeviceKind, OnlineUser } from './protocol'

/** A page that somebody was on. */
export interface PageView {
  url: string
  title?: string
  enteredAt: string
  /** Absent while the person is there. */
  leftAt?: string
}

/** `GET /api/admin/presence/users/:userId`: one person, online or not. */
export interface PresenceDetails {
  success: true
  /** Absent when offline. */
  user?: OnlineUser
  firstSeenAt?: string
  lastSeenAt?: string
  /** Of this stay, newest first. */
  pages: PageView[]
}

/** `GET /api/admin/presence/sites`: visitors by public site id; sites with nobody are left out. */
export interface SitesOnline {
  success: true
  online: Record<string, number>
}

/** How one connection keeps somebody online. */
export interface PresenceConnection {
  connectionId: string
  /** The server process that holds it. */
  nodeId: string
  /** `http`: a tab that is heard over requests only. */
  transport: 'websocket' | 'polling' | 'http'
  connectedAt: string
  /** The last sign of life that the storage knows. */
  lastBeatAt: string
  /** When its process counts as dead without another sign of life. */
  leaseEndsAt?: string
  url: string
  active: boolean
  device?: DeviceKind
  browser?: string
}

/** One step of somebody's presence. */
export interface PresenceTransition {
  at: string
  /** What happened: to a connection (`joined`, `left`, `reaped`) or to the person. */
  what: 'joined' | 'left' | 'reaped' | 'online' | 'grace' | 'offline'
  /** Why, in words. */
  reason: string
  connectionId?: string
  nodeId?: string
}

/** `GET /api/admin/presence/explain/:userId`: why somebody is online, or not. */
export interface PresenceExplanation {
  success: true
  userId: string
  state: 'online' | 'grace' | 'offline'
  graceEndsAt?: string
  /** The answer in one sentence. */
  reason: string
  connections: PresenceConnection[]
  /** Newest first. */
  transitions: PresenceTransition[]
}

/** `GET /api/admin/presence/history?minutes`: how many were online, minute by minute. */
export interface PresenceHistory {
  success: true
  /** Oldest first; minutes of which nothing is known are missing. */
  minutes: { at: string; online: number }[]
  /** The last visitor who was seen on a page; absent where none was within 30 days. */
  lastVisit?: { at: string; url: string; title?: string }
  /** Programs that are connected now and not counted as visitors. */
  bots: number
}

/** Of each kind of facet the server tells no more values: paths may be as many as people. */
export const MOST_FACET_VALUES = 200

/**
 * `GET /api/admin/presence/facets`: what those who are online have in common, or those whom a
 * filter leaves. At most 3 s old.
 */
export interface PresenceFacets {
  success: true
  /** How many they are: active and idle ones. */
  total: number
  active: number
  idle: number
  /** The most frequent values first, of each kind at most 200; who has none is not counted. */
  facets: FacetCounts
  /** The storage is away, and this is what was last known. */
  stale?: true
}

/** `GET` and `PUT /api/admin/presence/settings`: when somebody counts as idle or away. */
export interface PresenceSettings {
  /** Of a visitor: without any activity. */
  idleAfterSeconds: number
  /** Of a signed-in user: without any activity. */
  awayAfterSeconds: number
}

/** Who is wanted of `GET /api/chat/online-users`. Absent: whoever it is. */
export interface OnlineFilter {
  /** Part of the name, id, title, address, referrer, e-mail or country. */
  q?: string
  /** The host of the website. */
  site?: string
  /** A part of the path; with `=` in front the whole of it. */
  page?: string
  /** The referrer's host without `www.`, or `Direct`. */
  source?: string
  /** Two letters. */
  country?: string
  device?: DeviceKind
  who?: 'visitor' | 'signed-in'
  visit?: 'new' | 'returning'
}
