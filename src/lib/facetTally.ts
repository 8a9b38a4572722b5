import type { Counted, CountedFacet, FacetCounts, FacetValues } from './facetCounts'

/** Counts a whole list; who does not have a value is not counted for it. */
export function facetCounts(people: Iterable<FacetValues>): FacetCounts {
  const tally = new FacetTally()
  for (const values of people) tally.add(values)
  return tally.counts()
}

/** Counts people one by one, as they come. */
export class FacetTally {
  readonly #counts: Readonly<Record<CountedFacet, Map<string, number>>> = {
    site: new Map(),
    page: new Map(),
    source: new Map(),
    country: new Map(),
    device: new Map(),
  }

  add(values: FacetValues): void {
    for (const facet of facets) {
      const value = values[facet]
      const counts = this.#counts[facet]
      if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
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
}

const facets: readonly CountedFacet[] = ['site', 'page', 'source', 'country', 'device']

function mostFirst(counts: ReadonlyMap<string, number>): Counted[] {
  const rows = [...counts].map(([value, count]) => ({ value, count }))
  return rows.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
