import type { FacetCounts } from '@/lib/facetCounts'
import type { IdleClock } from '@/lib/idle'
import type { OnlineUser } from '@/lib/protocol'
import { isAbsent, isInChat, isWaiting, noChats, type VisitorChats } from './visitorChat'
import { isIdle, type View } from './visitorFilter'

/** How many are in each segment. */
export function segmentCounts(
  users: readonly OnlineUser[],
  clock: IdleClock,
  chats: VisitorChats = noChats,
): Record<View, number> {
  const counts = { all: 0, waiting: 0, chat: 0, active: 0, idle: 0 }
  for (const user of users) {
    const chat = chats.get(user.userId)
    if (isWaiting(chat)) counts.waiting += 1
    if (isInChat(chat)) counts.chat += 1
    if (isAbsent(user)) continue
    counts.all += 1
    counts[isIdle(user, clock) ? 'idle' : 'active'] += 1
  }
  return counts
}

export const noCounts: FacetCounts = { site: [], page: [], source: [], country: [], device: [] }
