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
