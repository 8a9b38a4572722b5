import type { PresenceBatch } from '@/lib/protocol'
import type { StoredChange } from './onlineUsersStore'
import { isInView, type PresenceView, presenceChange } from './presenceView'

/**
 * A window's changes as batches: one per run of versions without a hole, so that `from` and `to`
 * never claim what is not there. Within a batch a user's last change stands for the earlier ones.
 * It is never left out: a list read in the middle of the window may hold an earlier state. What is
 * not in view is left out, and its versions are still claimed: to know nothing is to know all there is.
 */
export function presenceBatches(
  changes: readonly StoredChange[],
  view: PresenceView,
): PresenceBatch[] {
  return runs(changes).map((run) => ({
    epoch: run.first.epoch,
    from: run.first.version,
    to: run.last.version,
    changes: lastOfEach(run.changes.filter((change) => isInView(change, view))).map((change) =>
      presenceChange(change, view),
    ),
  }))
}

interface Run {
  first: StoredChange
  last: StoredChange
  changes: StoredChange[]
}

function runs(changes: readonly StoredChange[]): Run[] {
  const found: Run[] = []
  for (const change of changes) {
    const run = found.at(-1)
    const follows = run?.last.epoch === change.epoch && run.last.version + 1 === change.version
    if (!run || !follows) {
      found.push({ first: change, last: change, changes: [change] })
      continue
    }
    run.changes.push(change)
    run.last = change
  }
  return found
}

/** In the order of their versions. */
function lastOfEach(changes: readonly StoredChange[]): StoredChange[] {
  const wasOnline = new Map<string, boolean>()
  const last = new Map<string, StoredChange>()
  for (const change of changes) {
    const userId = userOf(change)
    if (!wasOnline.has(userId)) wasOnline.set(userId, !isArrival(change))
    last.delete(userId)
    last.set(userId, change)
  }
  return [...last].map(([userId, change]) => settled(change, wasOnline.get(userId) ?? false))
}

function userOf(change: StoredChange): string {
  return change.type === 'online' ? change.row.userId : change.userId
}

function isArrival(change: StoredChange): boolean {
  return change.type === 'online' && change.change === 'online'
}

/** Somebody who was there before the window has not come online in it, only changed. */
function settled(change: StoredChange, wasOnline: boolean): StoredChange {
  return change.type === 'online' ? { ...change, change: wasOnline ? 'update' : 'online' } : change
}
