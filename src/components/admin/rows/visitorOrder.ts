import { countryName } from '@/components/ui/countryName'
import type { OnlineUser } from '@/lib/protocol'
import { chatsFirst, type VisitorChats } from './visitorChat'
import { factsOf } from './visitorFacts'

export type SortColumn = 'user' | 'site' | 'page' | 'source' | 'country' | 'onsite' | 'chat'

export interface Sort {
  column: SortColumn
  direction: 'asc' | 'desc'
}

/** In the order asked for; without one, who came last comes first. */
export function ordered(users: readonly OnlineUser[], sort: Sort | undefined): OnlineUser[] {
  return [...users].sort(comparerFor(sort))
}

/** Of two different people one always comes first. */
export function comparerFor(sort: Sort | undefined): Comparer {
  if (!sort) return newestFirst
  const compare = comparers[sort.column]
  const sign = sort.direction === 'desc' ? -1 : 1
  return (a, b) => sign * compare(a, b) || newestFirst(a, b)
}

/** Chats first, where no column that the people themselves fill is sorted. */
export function arranged(
  rows: readonly OnlineUser[],
  sort: Sort | undefined,
  chats: VisitorChats,
): readonly OnlineUser[] {
  if (!sort) return chatsFirst(rows, chats)
  if (sort.column !== 'chat') return rows
  const first = chatsFirst(rows, chats, { others: true })
  return sort.direction === 'asc' ? first : first.reverse()
}

/** What a click on a head does: up, down, and back to the usual order. */
export function nextSort(sort: Sort | undefined, column: SortColumn): Sort | undefined {
  if (sort?.column !== column) return { column, direction: 'asc' }
  return sort.direction === 'asc' ? { column, direction: 'desc' } : undefined
}

type Comparer = (a: OnlineUser, b: OnlineUser) => number

const newestFirst: Comparer = (a, b) =>
  factsOf(b).sinceMs - factsOf(a).sinceMs || (a.userId < b.userId ? -1 : 1)

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

function byText(textOf: (user: OnlineUser) => string): Comparer {
  return (a, b) => collator.compare(textOf(a), textOf(b))
}

const comparers: Record<SortColumn, Comparer> = {
  user: byText((user) => factsOf(user).name),
  site: byText((user) => factsOf(user).site),
  page: byText((user) => factsOf(user).page),
  source: byText((user) => factsOf(user).source),
  country: byText((user) => countryName(factsOf(user).country)),
  // The shortest time on the site is the latest beginning.
  onsite: (a, b) => factsOf(b).sinceMs - factsOf(a).sinceMs,
  // Chats are put first when they are known, see `arranged`.
  chat: () => 0,
}
