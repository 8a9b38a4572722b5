import { countryName } from '@/components/ui/countryName'
import type { OnlineUser } from '@/lib/protocol'
import { factsOf } from './visitorFacts'

export type SortColumn = 'user' | 'site' | 'page' | 'source' | 'country' | 'onsite'

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
  page: byText((user) => factsOf(user).path),
  source: byText((user) => factsOf(user).source),
  country: byText((user) => countryName(factsOf(user).country)),
  // The shortest time on the site is the latest beginning.
  onsite: (a, b) => factsOf(b).sinceMs - factsOf(a).sinceMs,
}
