import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PresenceFacets, PresenceHistory } from '@/lib/adminProtocol'
import type { ConnectionState } from '@/lib/connectionState'
import type { FacetCounts } from '@/lib/facetCounts'
import type { OnlineUser } from '@/lib/protocol'
import { noCounts } from '../rows/visitorCounts'

/** Somebody who has left a moment ago. */
export interface Left {
  user: OnlineUser
  atMs: number
}

/** What was asked of the server because the list holds the newest alone. */
export interface Search {
  phase: 'none' | 'asking' | 'known' | 'failed'
  /** Who was found and is not in the list. */
  users: readonly OnlineUser[]
  /** So many more would be found. */
  more: number
  failure?: string
}

export const noSearch: Search = { phase: 'none', users: [], more: 0 }

/** What the page shows of the tenant's presence. One batch of changes is one new state. */
export interface VisitorsState {
  connection: ConnectionState
  /** A list came; until then there are skeletons. */
  known: boolean
  users: readonly OnlineUser[]
  /** What they have in common, as of a second ago at most. */
  counts: FacetCounts
  /** What the server counted, while the list holds the newest alone. */
  everybody: PresenceFacets | undefined
  /** So many of a long list are still to be read. */
  missing: number
  /** How many are online, in the list or not. */
  total: number
  /** What the server found of those who are not in the list. */
  search: Search
  /** Who is in an open chat and online, and not in the list. */
  chatting: readonly OnlineUser[]
  /** When the list was last true. */
  asOfMs: number
  /** The connection has been away for a while: dots and numbers are of the past. */
  stale: boolean
  /** Those who left in the last seconds, by id. */
  left: ReadonlyMap<string, Left>
  /** Those whose arrival is still to be seen. */
  joined: ReadonlySet<string>
  paused: boolean
  /** Changes that came while it is paused. */
  waiting: number
  failure: string | undefined
  refreshing: boolean
  history: PresenceHistory | undefined
  idleAfterMs: number
}

export type VisitorsStore = StoreApi<VisitorsState>

const IDLE_AFTER_MS = 300_000

export function createVisitorsStore(): VisitorsStore {
  return createStore<VisitorsState>(() => ({
    connection: 'connecting',
    known: false,
    users: [],
    counts: noCounts,
    everybody: undefined,
    missing: 0,
    total: 0,
    search: noSearch,
    chatting: [],
    asOfMs: 0,
    stale: false,
    left: new Map(),
    joined: new Set(),
    paused: false,
    waiting: 0,
    failure: undefined,
    refreshing: false,
    history: undefined,
    idleAfterMs: IDLE_AFTER_MS,
  }))
}
