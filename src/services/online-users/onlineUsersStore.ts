import type { OnlineUser, UserStatus } from '@/lib/protocol'

/** Somebody signed in, or somebody on a website; a user id is of one kind for ever. */
export type PersonKind = 'user' | 'visitor'

/** A storage that came back empty is filled again by all processes within this time. */
export const FILLED_AGAIN_MS = 4000

/**
 * Who is online, kept for one or many nodes (server processes). What an implementation owes:
 *
 * - Every operation is atomic: state, version and published change are written together or not
 *   at all, whatever other nodes do at the same time.
 * - A connection is known by its instance, a random id used once. Nothing is ever derived from
 *   the user alone: a late or repeated call about one instance never touches another.
 * - A user is online while it has a connection or is in grace, which begins when the last
 *   connection is lost. Its beginning makes no change, so a reload inside it shows nothing.
 * - Every change of a tenant has the version of the one before + 1. A new epoch begins when the
 *   storage starts empty. Operations that change nothing that a row shows have no version.
 * - Calls made for one instance through one store take effect in the order they were made.
 * - One tenant never touches another's state, versions or watchers.
 *
 * Operations reject when the storage is away; they may then be repeated, for all are idempotent.
 */
export interface OnlineUsersStore {
  /**
   * Adds a connection. A known instance keeps its place, moves to the given node and takes the
   * given data. A pseudo-connection is not joined while its user has a live connection of the same
   * tab; a live one replaces the tab's pseudo-connections in the same change.
   */
  join(connection: JoiningConnection): Promise<JoinOutcome>
  /** Replaces the data of a connection and, when given, the status its user has chosen. */
  update(update: ConnectionUpdate): Promise<UpdateOutcome>
  /** Removes a connection. The last one of a user opens a grace; none when `graceMs` is 0. */
  leave(leave: LeavingConnection): Promise<LeaveOutcome>
  /** Takes users offline whose grace has ended: of one tenant, or of all. */
  expire(tenantId?: string): Promise<ExpireOutcome>

  /** Begins or prolongs a node's lease. False, for ever, once the node has been reaped. */
  renew(nodeId: string, leaseMs: number): Promise<boolean>
  /** Nodes without a valid lease that are still known or still have connections. */
  lapsedNodes(): Promise<string[]>
  /**
   * Removes up to `limit` connections of a node, as if each had left with this grace. Does
   * nothing while the node's lease is valid.
   */
  reap(nodeId: string, options: { limit: number; graceMs: number }): Promise<ReapOutcome>
  /** Those of a node's instances that the store does not have under this node. */
  missing(tenantId: string, nodeId: string, instances: readonly string[]): Promise<string[]>

  /**
   * A page in the order in which users came online, or the other way round, and everything said
   * with it, read at one instant. Users who stay online are on exactly one page, whoever comes and goes meanwhile.
   * Throws `INVALID_REQUEST` for a cursor that is none of its own.
   */
  page(tenantId: string, options: PageOptions): Promise<PresencePage>
  /** The row of one user, undefined when offline. */
  find(tenantId: string, userId: string): Promise<PresenceRow | undefined>
  /** How many are online; costs the same for few and for many. */
  count(tenantId: string, options?: CountOptions): Promise<number>
  /**
   * How many sockets of each user hear what is said to that user: none in grace, none of tabs heard
   * over HTTP only, none that have only named a session.
   */
  sockets(tenantId: string, userIds: readonly string[]): Promise<number[]>
  /** Costs the same for few and for many. */
  totals(tenantId: string): Promise<ConnectionTotals>
  /** The changes behind a version; `reset` when the log no longer reaches back or the epoch went. */
  since(tenantId: string, seen: { epoch: string; after: number }): Promise<StoredChange[] | 'reset'>
  /** Calls back with every change from now on, in order, until the returned function is called. */
  watch(tenantId: string, listener: ChangeListener): Promise<() => Promise<void>>

  /**
   * Why a user is online, or not, read at one instant. Steps of joins, leaves and ends of graces are
   * kept, the newest 20 of each user, until an hour after the last; an update is none.
   */
  explain(tenantId: string, userId: string): Promise<StoredExplanation>

  /** Calls back whenever the storage is there again after it was away, perhaps empty. */
  whenBack(listener: () => void): void

  /**
   * Whether the storage was started so lately, and empty, that nodes may still be bringing back what
   * it had before: a page of this epoch may lack people.
   */
  isFilling(epoch: string): boolean

  /**
   * The guides' hash: userId → JSON `{ sessionId, connectedAt, domain, origin, url }` of the
   * newest connection. Kept for others; nothing reads it for truth.
   */
  projection(tenantId: string): Promise<Map<string, string>>
}

/** What one connection knows of its user: plain JSON, replaced as a whole, never changed. */
export interface ConnectionData
  extends Omit<OnlineUser, 'userId' | 'status' | 'connections' | 'kind'> {
  kind: PersonKind
  /** False when the person has stopped using the page. */
  active: boolean
  /** It has only named a session, and hears nothing that is said to its user. */
  unproven?: true
}

/** Of one tenant, nobody in grace among them. Tabs that are heard over HTTP only count. */
export interface ConnectionTotals {
  users: number
  connections: number
  /** Server processes that are alive. */
  nodes: number
}

export interface JoiningConnection {
  tenantId: string
  instance: string
  userId: string
  nodeId: string
  data: ConnectionData
  /** The browser tab behind the connection. */
  tab?: string | undefined
  /** A tab that is only heard over HTTP. */
  pseudo?: boolean
  /** How a live one is carried; `websocket` unless told. */
  transport?: LiveTransport | undefined
  /** Becomes the user's choice where the user has none: heals what a lost storage forgot. */
  chosenStatus?: UserStatus | undefined
}

export interface ConnectionUpdate {
  tenantId: string
  instance: string
  data: ConnectionData
  chosenStatus?: UserStatus | undefined
}

export interface LeavingConnection {
  tenantId: string
  instance: string
  graceMs: number
  /** `closed` unless told. */
  cause?: LeaveCause | undefined
}

export type LiveTransport = 'websocket' | 'polling'

/**
 * Why a connection left: the page closed it, it showed no sign of life, its line broke, its sign-in
 * ended, its process was ended, or nothing was heard of its tab any more.
 */
export type LeaveCause = 'closed' | 'timeout' | 'lost' | 'signed-out' | 'ending' | 'silent'

/**
 * Why anything happened. Of joins: the user's `first`, one `more`, `back` in grace, `moved` to
 * another node. Of the rest: a cause of leaving, `replaced` by a live one of the same tab, the node
 * `died`, the grace is `over`.
 */
export type StepCause =
  | 'first'
  | 'more'
  | 'back'
  | 'moved'
  | LeaveCause
  | 'replaced'
  | 'died'
  | 'over'

/** One thing that happened to a connection or, without an instance, to its user. */
export interface PresenceStep {
  atMs: number
  what: 'joined' | 'left' | 'reaped' | 'ended'
  cause: StepCause
  instance?: string
  nodeId?: string
  /** What the user became by it, if that is another than before. */
  became?: 'online' | 'grace' | 'offline'
}

export interface HeldFacts {
  instance: string
  nodeId: string
  transport: LiveTransport | 'http'
  data: ConnectionData
  /** Absent for a node that has none. */
  leaseEndsAtMs?: number
}

export interface StoredExplanation {
  /** Oldest first. */
  connections: HeldFacts[]
  graceEndsAtMs?: number
  /** Newest first. */
  steps: PresenceStep[]
}

/** A user who is online, as the last change left it; a grace leaves it alone. */
export interface PresenceRow {
  userId: string
  /** Oldest first; never empty: a user in grace keeps the one that was lost last. */
  connections: readonly ConnectionData[]
  /** The user's newest explicit choice; forgotten when the user goes offline. */
  chosenStatus?: UserStatus
}

export type StoredChange =
  | {
      type: 'online'
      epoch: string
      version: number
      change: 'online' | 'update'
      row: PresenceRow
    }
  | {
      type: 'offline'
      epoch: string
      version: number
      userId: string
      kind: PersonKind
      lastSeenMs: number
    }

export type ChangeListener = (change: StoredChange) => void

export interface JoinOutcome {
  /** False for a pseudo-connection whose tab has a live one. */
  joined: boolean
}

export interface UpdateOutcome {
  /** False when the store does not have the connection. */
  known: boolean
}

/** Somebody whom an operation took offline; told to exactly one caller. */
export interface WentOffline {
  tenantId: string
  userId: string
  kind: PersonKind
  /** When the last connection was lost. */
  lastSeenMs: number
}

/** `unknown`: there was no such connection. `online`: the user has others. */
export type LeaveOutcome =
  | { state: 'unknown' | 'online' | 'grace' }
  | { state: 'offline'; offline: WentOffline }

export interface ExpireOutcome {
  offline: WentOffline[]
  /** Until the next grace ends; absent when nobody is in grace. */
  nextInMs?: number
}

export interface ReapOutcome {
  removed: number
  /** Tenants in which somebody lost a connection. */
  tenants: string[]
  offline: WentOffline[]
  /** Connections are left; reap again. */
  more: boolean
}

export interface CountOptions {
  /** A user to leave out. */
  except?: string | undefined
  /** Leaves out visitors. */
  usersOnly?: boolean | undefined
}

/** What is left out is in neither rows nor total. */
export interface PageOptions extends CountOptions {
  limit: number
  /** Of the previous page, which may have left out others. */
  cursor?: string | undefined
  /** Who came online last comes first; a cursor goes on in the order it was given in. */
  newestFirst?: boolean | undefined
}

export interface PresencePage {
  rows: PresenceRow[]
  total: number
  nextCursor?: string
  version: number
  epoch: string
}
