import type { OnlineUser } from '@/lib/protocol'

/** What one list has and the other has not. */
export interface Differences {
  arrived: string[]
  gone: OnlineUser[]
  /** Arrivals, departures and changed rows. */
  count: number
}

export function differences(
  before: readonly OnlineUser[],
  after: readonly OnlineUser[],
): Differences {
  const rest = new Map(before.map((user) => [user.userId, user]))
  const arrived: string[] = []
  let changed = 0
  for (const user of after) {
    const known = rest.get(user.userId)
    rest.delete(user.userId)
    if (!known) arrived.push(user.userId)
    else if (known !== user) changed += 1
  }
  const gone = [...rest.values()]
  return { arrived, gone, count: arrived.length + gone.length + changed }
}
