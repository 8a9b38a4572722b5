import { facets, noFilter, type VisitorFilter } from '../rows/visitorFilter'
import type { Sort, SortColumn } from '../rows/visitorOrder'

export type DrawerTab = 'conversation' | 'details' | 'journey'

/** Everything of the page that its address says. */
export interface AdminAddress {
  filter: VisitorFilter
  sort: Sort | undefined
  /** Whose drawer is open. */
  userId: string | undefined
  /** Absent: the conversation where there is one, else the details. */
  tab: DrawerTab | undefined
}

/** Nonsense in an address is as if it were not there. */
export function readAddress(search: URLSearchParams): AdminAddress {
  const filter: VisitorFilter = { ...noFilter, query: search.get('q') ?? '' }
  filter.view = oneOf(views, search.get('view')) ?? 'all'
  for (const facet of facets) {
    const value = search.get(facet)
    if (value) Object.assign(filter, { [facet]: value })
  }
  return {
    filter,
    sort: readSort(search.get('sort')),
    userId: search.get('user') ?? undefined,
    tab: oneOf(tabs, search.get('tab')),
  }
}

const views = ['all', 'waiting', 'chat', 'active', 'idle'] as const
const tabs = ['conversation', 'details', 'journey'] as const

function oneOf<T extends string>(known: readonly T[], text: string | null): T | undefined {
  return known.find((one) => one === text)
}

/** The path and query of an address; what is as usual is left out. */
export function addressPath({ filter, sort, userId, tab }: AdminAddress): string {
  const search = new URLSearchParams()
  const put = (name: string, value: string | undefined) => {
    if (value) search.set(name, value)
  }
  for (const facet of facets) put(facet, filter[facet])
  put('view', filter.view === 'all' ? undefined : filter.view)
  put('q', filter.query)
  put('sort', sort && `${sort.column}.${sort.direction}`)
  put('user', userId)
  put('tab', userId && tab)
  const query = search.toString()
  return query === '' ? '/admin' : `/admin?${query}`
}

const columns: readonly string[] = [
  'user',
  'site',
  'page',
  'source',
  'country',
  'onsite',
  'chat',
] satisfies SortColumn[]

function readSort(text: string | null): Sort | undefined {
  const [column = '', direction] = (text ?? '').split('.')
  if (!columns.includes(column) || (direction !== 'asc' && direction !== 'desc')) return undefined
  return { column: column as SortColumn, direction }
}
