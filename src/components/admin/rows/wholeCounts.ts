import type { PresenceFacets } from '@/lib/adminProtocol'
import type { Search } from '../state/visitorsStore'
import type { View } from './visitorFilter'

/** How many are in a segment; where only those who are shown were counted, at least so many. */
export interface SegmentCount {
  count: number
  isAtLeast: boolean
}

export type SegmentCounts = Record<View, SegmentCount>

/** What is known of those whom the list leaves out. */
interface Known {
  /** How many are online in all. */
  online: number
  isFiltered: boolean
  everybody: PresenceFacets | undefined
  search: Search
}

/** SegmentCounts of those who are shown. */
export function shownCounts(counts: Record<View, number>): SegmentCounts {
  const { all, waiting, chat, active, idle } = counts
  const whole = (count: number) => ({ count, isAtLeast: false })
  return {
    all: whole(all),
    waiting: whole(waiting),
    chat: whole(chat),
    active: whole(active),
    idle: whole(idle),
  }
}

/** SegmentCounts of everybody, of whom the list holds the newest: conversations alone are all known. */
export function wholeCounts(counts: Record<View, number>, known: Known): SegmentCounts {
  const { isFiltered, everybody, search, online } = known
  const shown = shownCounts(counts)
  const isSearched = search.phase === 'known'
  if (isFiltered) {
    const isPart = !isSearched || search.more > 0
    return {
      ...shown,
      all: { count: counts.all + search.more, isAtLeast: !isSearched },
      active: { count: counts.active, isAtLeast: isPart },
      idle: { count: counts.idle, isAtLeast: isPart },
    }
  }
  const isAtLeast = everybody === undefined
  return {
    ...shown,
    all: { count: online, isAtLeast: false },
    active: { count: everybody?.active ?? counts.active, isAtLeast },
    idle: { count: everybody?.idle ?? counts.idle, isAtLeast },
  }
}
