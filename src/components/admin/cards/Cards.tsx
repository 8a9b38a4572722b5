'use client'
import { cn } from '@/components/ui/cn'
import { useListState, useVisitorsState } from '../state/AdminProvider'
import type { AdminPlace } from '../state/useAdminAddress'
import { useOnlineCount } from '../state/useShownVisitors'
import { FacetCard } from './FacetCard'
import { NumberCard } from './NumberCard'
import { useFacetCards } from './useFacetCards'

/** The one number, and what those people have in common; nothing before the first visit ever. */
export function Cards({ place, online }: { place: AdminPlace; online: number | undefined }) {
  const known = useListState((state) => state.known)
  const wasEverSeen = useVisitorsState(({ history }) => !history || history.lastVisit !== undefined)
  const count = useOnlineCount()
  const facets = useFacetCards(place)
  if (known && count === 0 && !wasEverSeen) return null
  return (
    <div
      data-region="numbers"
      className={cn(gridLook, count > 0 ? 'lg:grid-cols-[minmax(0,1.2fr)]' : besideNothing)}
    >
      <NumberCard count={known ? count : online} />
      {count > 0 &&
        facets.map((facet) => <FacetCard key={facet.title} {...facet} className="max-lg:hidden" />)}
    </div>
  )
}

const gridLook = 'flex shrink-0 flex-col gap-3 lg:grid lg:auto-cols-fr lg:grid-flow-col'

/** The number alone is as wide as it is among the others. */
const besideNothing = 'lg:grid-cols-[minmax(0,1.2fr)_repeat(3,minmax(0,1fr))]'
