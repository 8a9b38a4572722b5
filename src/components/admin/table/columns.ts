import type { SortColumn } from '../rows/visitorOrder'

export interface Column {
  id: 'user' | 'site' | 'page' | 'source' | 'country' | 'device' | 'onsite' | 'chat'
  head: string
  /** Of the grid. */
  width: string
  sort?: SortColumn
  end?: boolean
}

/** What is known of the people decides which columns there are: none is empty from top to bottom. */
export interface KnownOfPeople {
  sites: number
  countries: number
  devices: number
  /** Beside the drawer there is room for the site on the widest windows only. */
  isNarrowed: boolean
}

export function columnsFor({ sites, countries, devices, isNarrowed }: KnownOfPeople): Column[] {
  const isThere: Partial<Record<Column['id'], boolean>> = {
    site: sites > 1 && !isNarrowed,
    country: countries > 0,
    device: devices > 0,
  }
  return columns.filter(({ id }) => isThere[id] ?? true)
}

const columns: readonly Column[] = [
  { id: 'user', head: 'User', width: 'minmax(9.375rem,1.2fr)', sort: 'user' },
  { id: 'site', head: 'Site', width: '8.125rem', sort: 'site' },
  { id: 'page', head: 'Current page', width: 'minmax(11.875rem,2fr)', sort: 'page' },
  { id: 'source', head: 'Source', width: 'minmax(6rem,1fr)', sort: 'source' },
  { id: 'country', head: 'Country', width: '7.5rem', sort: 'country' },
  { id: 'device', head: 'Device', width: '6rem' },
  { id: 'onsite', head: 'On site', width: '4.5rem', sort: 'onsite', end: true },
  { id: 'chat', head: 'Chat', width: '6.25rem', sort: 'chat' },
]

export function gridOf(shown: readonly Column[]): string {
  return shown.map(({ width }) => width).join(' ')
}
