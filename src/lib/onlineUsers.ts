/**
 * Who is online, from pages of a list and the changes since: pure functions.
 *
 * Pages, changes, repeats and late arrivals may come in any order. A change that comes behind a
 * hole is kept and applied once the hole is filled; `hole` says that something must be asked for
 * (`get_presence_changes`, or the list again). After that the list is the server's.
 */
import { addOlder, beginNewest, stillNeeded, takeNewest } from './client/newestUsers'
import type { OnlineUsers } from './client/usersList'
import type { OnlineUser, OnlineUsersPage, PresenceBatch, PresenceChange } from './protocol'

export type { OnlineUsers, ShortList } from './client/usersList'

/** What an event made of the list; `hole`: changes before the waiting ones are missing. */
export interface Applied {
  state: OnlineUsers
  hole: boolean
}

export const emptyOnlineUsers: OnlineUsers = {
  epoch: undefined,
  version: 0,
  users: new Map(),
  nextCursor: undefined,
  knownAt: new Map(),
  waiting: [],
}

/** Everybody in the list, longest online first. */
export function usersOf(state: OnlineUsers): OnlineUser[] {
  return [...state.users.values()]
}

/** All pages have been read. */
export function isComplete(state: OnlineUsers): boolean {
  return state.epoch !== undefined && state.nextCursor === undefined
}

/**
 * Takes in a page. A page asked for without a cursor replaces the list, unless it is older than
 * what is known; one asked for with a cursor adds to the page before it, and is ignored when it
 * is not the next one.
 *
 * @param cursor the cursor the page was asked for with.
 * @example
 * let { state } = applyPage(emptyOnlineUsers, first)
 * state = applyPage(state, second, first.nextCursor).state
 */
export function applyPage(state: OnlineUsers, page: OnlineUsersPage, cursor?: string): Applied {
  if (cursor === undefined) return isOlder(page, state) ? applied(state) : beginList(state, page)
  const isNext = cursor === state.nextCursor && page.epoch === state.epoch
  return isNext ? addPage(state, page) : applied(state)
}

/**
 * Takes in one change; of another epoch than the list's, the list has to be read again.
 *
 * @param from the first version that the change stands for, its own unless told.
 */
export function applyChange(
  state: OnlineUsers,
  change: PresenceChange,
  epoch: string = state.epoch ?? '',
  from: number = change.version,
): Applied {
  return applyBatch(state, { epoch, from, to: change.version, changes: [change] })
}

/** Takes in the changes of the versions `from` to `to`, both included. */
export function applyBatch(state: OnlineUsers, batch: PresenceBatch): Applied {
  if (batch.epoch === state.epoch && batch.to <= state.version) return applied(state)
  return applied(drain({ ...state, waiting: [...state.waiting, batch] }))
}

/** Takes in the answer of `get_presence_changes`: everything after a version. */
export function applyMissing(
  state: OnlineUsers,
  after: number,
  changes: readonly PresenceChange[],
): Applied {
  const to = changes.at(-1)?.version
  if (to === undefined || state.epoch === undefined) return applied(state)
  return applyBatch(state, { epoch: state.epoch, from: after + 1, to, changes: [...changes] })
}

function applied(state: OnlineUsers): Applied {
  return { state, hole: state.epoch !== undefined && state.waiting.length > 0 }
}

function isOlder(page: OnlineUsersPage, state: OnlineUsers): boolean {
  return page.epoch === state.epoch && page.version < state.version
}

function beginList(state: OnlineUsers, page: OnlineUsersPage): Applied {
  if (state.short) return applied(drain(beginNewest(state, page)))
  const begun: OnlineUsers = {
    epoch: page.epoch,
    version: page.version,
    users: new Map(page.users.map((user) => [user.userId, user])),
    nextCursor: page.nextCursor,
    knownAt: new Map(page.users.map((user) => [user.userId, page.version])),
    waiting: state.waiting.filter((batch) => batch.epoch === page.epoch),
  }
  return applied(drain(begun))
}

function addPage(state: OnlineUsers, page: OnlineUsersPage): Applied {
  if (state.short) return applied(drain(addOlder(state, page)))
  const users = new Map(state.users)
  const knownAt = new Map(state.knownAt)
  for (const user of page.users) {
    if ((knownAt.get(user.userId) ?? 0) > page.version) continue
    users.set(user.userId, user)
    knownAt.set(user.userId, page.version)
  }
  return applied(drain({ ...state, users, knownAt, nextCursor: page.nextCursor }))
}

/** Applies the waiting batches that follow without a hole, and drops those that are in already. */
function drain(state: OnlineUsers): OnlineUsers {
  const next = state.waiting.find((batch) => followsOn(batch, state))
  if (next) return drain(take(state, next))
  const waiting = state.waiting.filter((b) => b.epoch !== state.epoch || b.to > state.version)
  return { ...state, waiting }
}

function followsOn(batch: PresenceBatch, { epoch, version }: OnlineUsers): boolean {
  return batch.epoch === epoch && batch.from <= version + 1 && batch.to > version
}

function take(state: OnlineUsers, batch: PresenceBatch): OnlineUsers {
  if (state.short) return takeNewest(state, batch)
  const users = new Map(state.users)
  const knownAt = new Map(state.knownAt)
  for (const change of batch.changes) {
    const userId = change.type === 'online' ? change.user.userId : change.userId
    if (change.version <= (knownAt.get(userId) ?? state.version)) continue
    if (change.type === 'online') users.set(userId, change.user)
    else users.delete(userId)
    knownAt.set(userId, change.version)
  }
  const taken = { ...state, users, version: batch.to, knownAt }
  return { ...taken, knownAt: stillNeeded(taken) }
}
