import type { OnlineUser } from '@/lib/protocol'
import { factsOf, type VisitorFacts } from './visitorFacts'
import { type IdleClock, isIdle, type View } from './visitorFilter'

export interface Counted {
  value: string
  count: number
}

/** How many are in each segment. */
export function segmentCounts(
  users: readonly OnlineUser[],
  clock: IdleClock,
): Record<View, number> {
  const idle = users.reduce((sum, user) => sum + (isIdle(user, clock) ? 1 : 0), 0)
  return { all: users.length, active: users.length - idle, idle }
}

/** The values of one kind, the most frequent first; those who have none are not counted. */
export function counted(
  users: readonly OnlineUser[],
  read: (facts: VisitorFacts) => string | undefined,
): Counted[] {
  const counts = new Map<string, number>()
  for (const user of users) {
    const value = read(factsOf(user))
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const rows = [...counts].map(([value, count]) => ({ value, count }))
  return rows.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
