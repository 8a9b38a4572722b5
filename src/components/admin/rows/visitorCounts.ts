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
  let all = 0
  let idle = 0
  for (const user of users) {
    if (isAbsent(user)) continue
    all += 1
    if (isIdle(user, clock)) idle += 1
  }
  return { all, active: all - idle, idle, ...chatsOf(users, chats) }
}

function chatsOf(users: readonly OnlineUser[], chats: VisitorChats) {
  const counts = { waiting: 0, chat: 0 }
  if (chats.size === 0) return counts
  for (const { userId } of users) {
    const chat = chats.get(userId)
    if (isWaiting(chat)) counts.waiting += 1
    if (isInChat(chat)) counts.chat += 1
  }
  return counts
}

export const noCounts: FacetCounts = { site: [], page: [], source: [], country: [], device: [] }
