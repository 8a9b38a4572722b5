import type { OnlineUser } from '@/lib/protocol'

/** What one list has and the other has not. */
export interface Differences {
  arrived: string[]
  gone: OnlineUser[]
  /** Arrivals, departures and changed rows. */
  count: number
}

/**
 * Lists keep their order, so that most rows are found where they were expected; only the others are
 * looked up.
 */
export function differences(
  before: readonly OnlineUser[],
  after: readonly OnlineUser[],
): Differences {
  const { missed, rest, changed } = walked(before, after)
  const arrived: string[] = []
  let changedElsewhere = 0
  for (const user of rest) {
    const known = missed.get(user.userId)
    if (!known) arrived.push(user.userId)
    else if (known !== user) changedElsewhere += 1
    missed.delete(user.userId)
  }
  const gone = [...missed.values()]
  return { arrived, gone, count: arrived.length + gone.length + changed + changedElsewhere }
}

/** Both lists side by side: who is not where they were expected, and what is left over of the newer. */
function walked(before: readonly OnlineUser[], after: readonly OnlineUser[]) {
  const missed = new Map<string, OnlineUser>()
  let place = 0
  let changed = 0
  for (const user of before) {
    const next = after[place]
    if (next?.userId === user.userId) {
      place += 1
      if (next !== user) changed += 1
    } else missed.set(user.userId, user)
  }
  return { missed, rest: after.slice(place), changed }
}
