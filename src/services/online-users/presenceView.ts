import type { OnlineColleague, OnlineUser, PresenceChange, UserStatus } from '@/lib/protocol'
import type { ConnectionData, PersonKind, PresenceRow, StoredChange } from './onlineUsersStore'

/** What a watcher may see: admins everything, members colleagues, as far as colleagues see. */
export type PresenceView = 'full' | 'reduced'

/** A row as people see it: the newest connection's page, all connections' activity. */
export function onlineUser(row: PresenceRow, view: PresenceView): OnlineUser {
  const newest = newestOf(row)
  const { active: _, unproven: __, ...page } = newest
  const seen = view === 'full' ? page : withoutPage(page)
  return {
    userId: row.userId,
    ...seen,
    status: statusOf(row),
    ...lastActive(row),
    connections: row.connections.length,
  }
}

export function onlineColleague(row: PresenceRow): OnlineColleague {
  const { name, avatar, connectedAt } = newestOf(row)
  const { lastActiveAt = connectedAt } = lastActive(row)
  return {
    userId: row.userId,
    name: name ?? row.userId,
    ...(avatar !== undefined && { avatar }),
    status: statusOf(row),
    connectedAt,
    lastSeen: lastActiveAt,
  }
}

/** Members are not told of visitors. */
export function isInView(change: StoredChange, view: PresenceView): boolean {
  return view === 'full' || kindOf(change) === 'user'
}

function kindOf(change: StoredChange): PersonKind {
  return change.type === 'online' ? newestOf(change.row).kind : change.kind
}

export function presenceChange(stored: StoredChange, view: PresenceView): PresenceChange {
  const { version } = stored
  if (stored.type === 'online') {
    const { change, row } = stored
    return { type: 'online', version, change, user: onlineUser(row, view) }
  }
  const lastSeen = new Date(stored.lastSeenMs).toISOString()
  return { type: 'offline', version, userId: stored.userId, lastSeen }
}

function newestOf(row: PresenceRow): ConnectionData {
  const newest = row.connections.at(-1)
  if (!newest) throw new Error(`The row of ${row.userId} has no connection`)
  return newest
}

/** Members see who somebody is, never where they are or how to reach them elsewhere. */
function withoutPage(page: Omit<ConnectionData, 'active'>): Omit<ConnectionData, 'active'> {
  const { sessionId, connectedAt, kind, name, avatar, role } = page
  return {
    sessionId,
    connectedAt,
    domain: '',
    origin: '',
    url: '',
    kind,
    ...(name !== undefined && { name }),
    ...(avatar !== undefined && { avatar }),
    ...(role && { role }),
  }
}

/** The user's choice; without one, away when every connection is idle. */
function statusOf({ chosenStatus, connections }: PresenceRow): UserStatus {
  if (chosenStatus && chosenStatus !== 'online') return chosenStatus
  return connections.some(({ active }) => active) ? 'online' : 'away'
}

function lastActive({ connections }: PresenceRow): { lastActiveAt?: string } {
  let lastActiveAt: string | undefined
  for (const { lastActiveAt: at } of connections) {
    if (at !== undefined && (lastActiveAt === undefined || at > lastActiveAt)) lastActiveAt = at
  }
  return lastActiveAt === undefined ? {} : { lastActiveAt }
}
