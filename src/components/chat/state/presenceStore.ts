import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ConnectionState } from '@/lib/connectionState'
import type { OnlineUser, UserStatus } from '@/lib/protocol'

/** Who is here, and how far that can be believed. */
export interface PresenceState {
  connection: ConnectionState
  /** Not yet known: nobody has answered. */
  known: boolean
  users: Readonly<Record<string, OnlineUser>>
  /** The connection has been away for 10 s: dots would be guesses. */
  stale: boolean
  /** Why the last read failed, while nothing is known. */
  failure: string | undefined
  /** A refresh that somebody asked for is under way. */
  refreshing: boolean
  myStatus: UserStatus
}

export interface PresenceStore extends StoreApi<PresenceState> {
  /** Admins hear of the websites' visitors too, who have no private messages. */
  showUsers(users: readonly OnlineUser[]): void
  showConnection(connection: ConnectionState): void
  /** Stops the clock of staleness. */
  close(): void
}

const STALE_AFTER_MS = 10_000

export function createPresenceStore(): PresenceStore {
  const store = createStore<PresenceState>(() => ({
    connection: 'connecting',
    known: false,
    users: {},
    stale: false,
    failure: undefined,
    refreshing: false,
    myStatus: 'online',
  }))
  let timer: ReturnType<typeof setTimeout> | undefined

  function ageWhile(away: boolean): void {
    if (away && timer === undefined) {
      timer = setTimeout(() => store.setState({ stale: true }), STALE_AFTER_MS)
    }
    if (away) return
    clearTimeout(timer)
    timer = undefined
    store.setState({ stale: false })
  }

  return {
    ...store,
    showUsers(users) {
      const before = store.getState().users
      const people = users.filter(({ kind }) => kind !== 'visitor')
      const after = Object.fromEntries(people.map((user) => [user.userId, kept(before, user)]))
      store.setState({ users: after, known: true, failure: undefined })
    },
    showConnection(connection) {
      store.setState({ connection })
      ageWhile(isAway(connection))
    },
    close: () => clearTimeout(timer),
  }
}

function isAway(connection: ConnectionState): boolean {
  return /^(reconnecting|restarting|offline|ended)$/.test(connection)
}

/** The object of before where nothing a row draws has changed, so that the row is not drawn again. */
function kept(before: Readonly<Record<string, OnlineUser>>, user: OnlineUser): OnlineUser {
  const known = before[user.userId]
  const same =
    known?.name === user.name &&
    known?.avatar === user.avatar &&
    known?.status === user.status &&
    known?.lastActiveAt === user.lastActiveAt
  return known && same ? known : user
}
