import type { AdminApi } from '@/lib/adminApi'
import { followFacets } from './followFacets'
import { followHistory } from './followHistory'
import type { VisitorsStore } from './visitorsStore'

/** Keeps what the cards above the table show. */
export function followCards(store: VisitorsStore, api: AdminApi): () => void {
  const ends = [followHistory(store, api), followFacets(store, api.presenceFacets)]
  return () => {
    for (const end of ends) end()
  }
}
