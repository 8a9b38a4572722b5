/** What people who are online have in common, counted. */
import { pagePath, visitSource } from './pageFacts'
import type { OnlineUser } from './protocol'

/** What is counted of people. */
export type CountedFacet = 'site' | 'page' | 'source' | 'country' | 'device'

/** How many have a value. */
export interface Counted {
  value: string
  count: number
}

/** The values of each kind, the most frequent first. */
export type FacetCounts = Record<CountedFacet, readonly Counted[]>

/** What is counted of one person; what is not known is absent or empty. */
export type FacetValues = Readonly<Record<CountedFacet, string | undefined>>

/** Reads what is counted of somebody. */
export function facetValues(user: OnlineUser) {
  return {
    site: user.domain,
    page: pagePath(user),
    source: visitSource(user),
    country: user.country,
    device: user.device,
  } satisfies FacetValues
}

/** Counts a whole list; who does not have a value is not counted for it. */
export function facetCounts(users: Iterable<OnlineUser>): FacetCounts {
  const tally = new FacetTally()
  for (const user of users) tally.add(facetValues(user))
  return tally.counts()
}

/** Counts people one by one, as they come and as they go. */
export class FacetTally {
  readonly #counts: Readonly<Record<CountedFacet, Map<string, number>>> = {
    site: new Map(),
    page: new Map(),
    source: new Map(),
    country: new Map(),
    device: new Map(),
  }

  add(values: FacetValues): void {
    this.#change(values, 1)
  }

  /** Takes back what was added with the same values. */
  remove(values: FacetValues): void {
    this.#change(values, -1)
  }

  /** @param most of each kind only so many values. */
  counts(most?: number): FacetCounts {
    const { site, page, source, country, device } = this.#counts
    const rows = (counts: Map<string, number>) => mostFirst(counts).slice(0, most)
    return {
      site: rows(site),
      page: rows(page),
      source: rows(source),
      country: rows(country),
      device: rows(device),
    }
  }

  #change(values: FacetValues, by: 1 | -1): void {
    for (const facet of facets) {
      const value = values[facet]
      if (!value) continue
      const counts = this.#counts[facet]
      const count = (counts.get(value) ?? 0) + by
      if (count === 0) counts.delete(value)
      else counts.set(value, count)
    }
  }
}

const facets: readonly CountedFacet[] = ['site', 'page', 'source', 'country', 'device']

function mostFirst(counts: ReadonlyMap<string, number>): Counted[] {
  const rows = [...counts].map(([value, count]) => ({ value, count }))
  return rows.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
