/**
 * A list that keeps only the newest people, for tenants of tens of thousands: pure functions, with
 * the holes and the order of changes left to `onlineUsers`.
 */
import type { OnlineUser, OnlineUsersPage, PresenceBatch, PresenceChange } from '../protocol'
import type { OnlineUsers } from './usersList'

/** A list of which nothing is known yet, and which will keep the newest so many. */
export function newestOnly(empty: OnlineUsers, most: number): OnlineUsers {
  return { ...empty, short: { most, total: 0, countedAt: 0, beyond: [] } }
}

/** Of a whole list that has grown, the newest so many. */
export function shortened(state: OnlineUsers, most: number): OnlineUsers {
  const { users, version } = state
  return trimmed({
    ...state,
    short: { most, total: users.size, countedAt: version, beyond: [] },
  })
}

/** Begins with the newest page. */
export function beginNewest(state: OnlineUsers, page: OnlineUsersPage): OnlineUsers {
  const begun: OnlineUsers = {
    ...state,
    epoch: page.epoch,
    version: page.version,
    users: new Map(),
    knownAt: new Map(),
    waiting: state.waiting.filter((batch) => batch.epoch === page.epoch),
    short: { ...shortOf(state), total: page.total, countedAt: page.version, beyond: [] },
  }
  return addOlder(begun, page)
}

/** Puts a page before the list, until there are enough. Its rows come newest first. */
export function addOlder(state: OnlineUsers, page: OnlineUsersPage): OnlineUsers {
  const knownAt = new Map(state.knownAt)
  const newer = new Map(state.users)
  const older = new Map<string, OnlineUser>()
  for (const user of [...page.users].reverse()) {
    const { userId } = user
    const isStale = (knownAt.get(userId) ?? 0) > page.version
    if (!isStale) knownAt.set(userId, page.version)
    const row = isStale ? latestRow(state, userId) : user
    const place = newer.has(userId) ? newer : older
    if (row) place.set(userId, row)
  }
  const users = new Map([...older, ...newer])
  return trimmed({ ...counted(state, page), users, knownAt, nextCursor: page.nextCursor })
}

/** Who comes is the newest; changes of people who are not kept are remembered as `beyond`. */
export function takeNewest(state: OnlineUsers, batch: PresenceBatch): OnlineUsers {
  const short = shortOf(state)
  const users = new Map(state.users)
  const knownAt = new Map(state.knownAt)
  const beyond = [...short.beyond]
  for (const change of batch.changes) {
    const userId = personOf(change)
    if (change.version <= (knownAt.get(userId) ?? state.version)) continue
    knownAt.set(userId, change.version)
    if (!keep(users, change)) beyond.push(change)
  }
  const news = batch.changes.filter(({ version }) => version > short.countedAt)
  const total = news.reduce((sum, change) => sum + gain(change), short.total)
  const countedAt = Math.max(short.countedAt, batch.to)
  const told = { ...short, total, countedAt, beyond }
  return trimmed({ ...state, users, knownAt, version: batch.to, short: told })
}

/** False for somebody who is not in the list and does not come into it. */
function keep(users: Map<string, OnlineUser>, change: PresenceChange): boolean {
  if (change.type === 'offline') return users.delete(change.userId)
  const { user } = change
  const isKept = change.change === 'online' || users.has(user.userId)
  if (isKept) users.set(user.userId, user)
  return isKept
}

export function personOf(change: PresenceChange): string {
  return change.type === 'online' ? change.user.userId : change.userId
}

/** Once all pages are read, only rows newer than the list's version can contradict a change. */
export function stillNeeded({ knownAt, nextCursor, version }: OnlineUsers) {
  if (nextCursor !== undefined) return knownAt
  return new Map([...knownAt].filter(([, at]) => at > version))
}

function shortOf({ short }: OnlineUsers): NonNullable<OnlineUsers['short']> {
  if (!short) throw new Error('The list keeps everybody')
  return short
}

/** What a change said of somebody before the page came that has an older row. */
function latestRow({ users, short }: OnlineUsers, userId: string): OnlineUser | undefined {
  const late = short?.beyond.findLast((change) => personOf(change) === userId)
  return users.get(userId) ?? (late?.type === 'online' ? late.user : undefined)
}

/** The total of whichever of list and page is newer. */
function counted(state: OnlineUsers, page: OnlineUsersPage): OnlineUsers {
  const short = shortOf(state)
  if (page.version <= short.countedAt) return state
  return { ...state, short: { ...short, total: page.total, countedAt: page.version } }
}

function gain(change: PresenceChange): number {
  if (change.type === 'offline') return -1
  return change.change === 'online' ? 1 : 0
}

/** Leaves out the oldest; with enough of them no more pages are wanted. */
function trimmed(state: OnlineUsers): OnlineUsers {
  const { most } = shortOf(state)
  const excess = state.users.size - most
  const users = excess > 0 ? new Map([...state.users].slice(excess)) : state.users
  const kept = { ...state, users, nextCursor: excess >= 0 ? undefined : state.nextCursor }
  return { ...kept, knownAt: stillNeeded(kept) }
}
