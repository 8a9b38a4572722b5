import { countryName } from '@/components/ui/countryName'
import type { OnlineUser } from '@/lib/protocol'
import { chatsFirst, type VisitorChats } from './visitorChat'
import { factsOf, type VisitorFacts } from './visitorFacts'

export type SortColumn = 'user' | 'site' | 'page' | 'source' | 'country' | 'onsite' | 'chat'

export interface Sort {
  column: SortColumn
  direction: 'asc' | 'desc'
}

/** In the order asked for; without one, who came last comes first. */
export function ordered(users: readonly OnlineUser[], sort: Sort | undefined): OnlineUser[] {
  const facts = users.map(factsOf)
  const textOf = sort && texts[sort.column]
  if (!textOf) return facts.sort(comparer(sort)).map(({ user }) => user)
  const groups = groupsBy(facts, textOf)
  if (sort.direction === 'desc') groups.reverse()
  return groups.flatMap((group) => group.sort(newestFirst)).map(({ user }) => user)
}

/**
 * Those with the same text, by their texts: each is compared once, however many people have it.
 * Sorting by code units first is quick, and leaves half of the comparisons for the collator.
 */
function groupsBy(facts: readonly VisitorFacts[], textOf: TextOf): VisitorFacts[][] {
  const byText = new Map<string, VisitorFacts[]>()
  for (const one of facts) {
    const same = byText.get(textOf(one))
    if (same) same.push(one)
    else byText.set(textOf(one), [one])
  }
  const groups: VisitorFacts[][] = []
  let last: string | undefined
  for (const text of [...byText.keys()].sort().sort(collator.compare)) {
    const group = byText.get(text) ?? []
    if (last !== undefined && collator.compare(last, text) === 0) groups.at(-1)?.push(...group)
    else groups.push(group)
    last = text
  }
  return groups
}

/** Of two different people one always comes first. */
export function comparerFor(sort: Sort | undefined): (a: OnlineUser, b: OnlineUser) => number {
  const compare = comparer(sort)
  return (a, b) => compare(factsOf(a), factsOf(b))
}

function comparer(sort: Sort | undefined): Comparer {
  if (!sort) return newestFirst
  const textOf = texts[sort.column]
  const sign = sort.direction === 'desc' ? -1 : 1
  if (textOf) return (a, b) => sign * collator.compare(textOf(a), textOf(b)) || newestFirst(a, b)
  // Chats are put first when they are known, see `arranged`.
  if (sort.column === 'chat') return newestFirst
  // The shortest time on the site is the latest beginning.
  return (a, b) => sign * (b.sinceMs - a.sinceMs) || newestFirst(a, b)
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

type Comparer = (a: VisitorFacts, b: VisitorFacts) => number

const newestFirst: Comparer = (a, b) =>
  b.sinceMs - a.sinceMs || (a.user.userId < b.user.userId ? -1 : 1)

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

type TextOf = (facts: VisitorFacts) => string

const texts: Partial<Record<SortColumn, TextOf>> = {
  user: ({ name }) => name,
  site: ({ site }) => site,
  page: ({ page }) => page,
  source: ({ source }) => source,
  country: ({ country }) => countryName(country),
}
