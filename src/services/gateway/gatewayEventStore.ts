import type { StoredPush } from './pushStore'

/** Where a page ended; `at` is the database's own moment, finer than a `Date`. */
export interface EventPlace {
  at: string
  id: string
}

export interface StoredEvent {
  place: EventPlace
  /** Absent of what a client said. */
  push?: StoredPush
  /** The receiver of a push, the sender of a client's message. */
  userId: string
}

export interface EventsReading {
  /** Only what is older than this place. */
  before?: EventPlace
  sinceMs: number
  limit: number
}

/** Pushes and messages of clients in one list, newest first. One tenant's are nobody else's. */
export interface GatewayEventStore {
  list(tenantId: string, reading: EventsReading): Promise<StoredEvent[]>
}
