import type { OnlineUser } from '@/lib/protocol'
import { isAbsent, isInChat, isWaiting, noChats, type VisitorChats } from './visitorChat'
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

/** What cards, menus and columns count. */
export type CountedFacet = 'site' | 'page' | 'source' | 'country' | 'device'

export type FacetCounts = Record<CountedFacet, readonly Counted[]>

export const noCounts: FacetCounts = { site: [], page: [], source: [], country: [], device: [] }

/** The values of each kind, the most frequent first; those who have none are not counted. */
export function facetCounts(users: readonly OnlineUser[]): FacetCounts {
  const counts = facets.map(() => new Map<string, number>())
  for (const user of users) {
    const facts = factsOf(user)
    facets.forEach(({ read }, index) => {
      add(counts[index], read(facts))
    })
  }
  const rows = facets.map(({ facet }, index) => [facet, mostFirst(counts[index])])
  return Object.fromEntries(rows) as FacetCounts
}

const facets: { facet: CountedFacet; read(facts: VisitorFacts): string | undefined }[] = [
  { facet: 'site', read: ({ site }) => site },
  { facet: 'page', read: ({ path }) => path },
  { facet: 'source', read: ({ source }) => source },
  { facet: 'country', read: ({ country }) => country },
  { facet: 'device', read: ({ device }) => device },
]

function add(counts: Map<string, number> | undefined, value: string | undefined): void {
  if (value) counts?.set(value, (counts.get(value) ?? 0) + 1)
}

function mostFirst(counts: ReadonlyMap<string, number> = new Map()): Counted[] {
  const rows = [...counts].map(([value, count]) => ({ value, count }))
  return rows.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
