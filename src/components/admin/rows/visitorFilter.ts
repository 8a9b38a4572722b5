import { fold } from '@/lib/fold'
import { type IdleClock, isIdleSince } from '@/lib/idle'
import type { OnlineUser } from '@/lib/protocol'
import { isAbsent, isInChat, isWaiting, noChats, type VisitorChats } from './visitorChat'
import { factsOf, type VisitorFacts } from './visitorFacts'

export type View = 'all' | 'waiting' | 'chat' | 'active' | 'idle'

/** Which rows are wanted. Absent: whatever it is. */
export interface VisitorFilter {
  view: View
  query: string
  site?: string | undefined
  /** A part of the path; with `=` in front the whole of it. */
  page?: string | undefined
  source?: string | undefined
  country?: string | undefined
  device?: string | undefined
  who?: 'visitor' | 'signed-in' | undefined
  visit?: 'new' | 'returning' | undefined
}

/** The part of a filter that stands as chips under the bar. */
export type Facet = 'site' | 'page' | 'source' | 'country' | 'device' | 'who' | 'visit'

export const facets: readonly Facet[] = [
  'site',
  'page',
  'source',
  'country',
  'device',
  'who',
  'visit',
]

export const noFilter: VisitorFilter = { view: 'all', query: '' }

export function isIdle(user: OnlineUser, clock: IdleClock): boolean {
  return isIdleSince(user, factsOf(user).activeAtMs, clock)
}

/** Those who are wanted, whatever the view; segments count them. */
export function filtered(
  users: readonly OnlineUser[],
  filter: VisitorFilter,
): readonly OnlineUser[] {
  const asked = fold(filter.query)
  const tests = facets.flatMap((facet) => {
    const wanted = filter[facet]
    return wanted === undefined ? [] : [(facts: VisitorFacts) => is[facet](facts, wanted)]
  })
  if (asked === '' && tests.length === 0) return users
  return users.filter((user) => {
    const facts = factsOf(user)
    return facts.searchText.includes(asked) && tests.every((test) => test(facts))
  })
}

/** Who waits or is in a chat is shown also after leaving the site; all else is of people who are here. */
export function inView(
  users: readonly OnlineUser[],
  view: View,
  clock: IdleClock,
  chats: VisitorChats = noChats,
): OnlineUser[] {
  if (view === 'waiting') return users.filter(({ userId }) => isWaiting(chats.get(userId)))
  if (view === 'chat') return users.filter(({ userId }) => isInChat(chats.get(userId)))
  const here = users.filter((user) => !isAbsent(user))
  if (view === 'all') return here
  return here.filter((user) => isIdle(user, clock) === (view === 'idle'))
}

export function isFiltered(filter: VisitorFilter): boolean {
  return filter.query !== '' || facets.some((facet) => filter[facet] !== undefined)
}

const is: Record<Facet, (facts: VisitorFacts, wanted: string) => boolean> = {
  site: ({ site }, wanted) => site === wanted,
  page: ({ page }, wanted) =>
    wanted.startsWith('=') ? page === wanted.slice(1) : page.includes(wanted),
  source: ({ source }, wanted) => source === wanted,
  country: ({ country = '' }, wanted) => country === wanted,
  device: ({ device = '' }, wanted) => device === wanted,
  who: ({ isSignedIn }, wanted) => isSignedIn === (wanted === 'signed-in'),
  visit: ({ isReturning }, wanted) => isReturning === (wanted === 'returning'),
}
