import type { OnlineUser, PresenceBatch, PresenceChange } from '../protocol'

/** A list at a version. Made by `emptyOnlineUsers`, changed by the functions below. */
export interface OnlineUsers {
  /** The life of the server's storage; absent until a first page came. */
  readonly epoch: string | undefined
  /** Everything up to this version is in the list. */
  readonly version: number
  readonly users: ReadonlyMap<string, OnlineUser>
  /** More pages have to be read. */
  readonly nextCursor: string | undefined
  /**
   * While pages are read they are of different moments: the version at which each person is
   * known, people who left included, so that no page brings back an older row.
   */
  readonly knownAt: ReadonlyMap<string, number>
  /** Changes that came before what precedes them. */
  readonly waiting: readonly PresenceBatch[]
  /** Absent where everybody is kept, not only the newest. */
  readonly short?: ShortList
}

/** What is said of those whom a short list leaves out. */
export interface ShortList {
  /** So many are kept. */
  readonly most: number
  /** How many are online, as of the version `countedAt`. */
  readonly total: number
  readonly countedAt: number
  /** Changes of people who are not in the list, oldest first. */
  readonly beyond: readonly PresenceChange[]
}
