import type { FacetCounts } from '@/lib/facetCounts'
import { FacetTally } from '@/lib/facetTally'
import type { OnlineUser } from '@/lib/protocol'
import { factsOf } from './visitorFacts'

/** What people in a list have in common; those who have no value are not counted for it. */
export function facetsOfList(users: readonly OnlineUser[]): FacetCounts {
  const tally = new FacetTally()
  for (const user of users) tally.add(factsOf(user))
  return tally.counts()
}
