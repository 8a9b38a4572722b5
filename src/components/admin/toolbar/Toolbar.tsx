'use client'
import { ListFilter, X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type ReactNode, useEffect } from 'react'
import { announce } from '@/components/ui/announce'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { cn } from '@/components/ui/cn'
import { BreakdownButton } from '../cards/BreakdownButton'
import { isFiltered, type View } from '../rows/visitorFilter'
import type { SegmentCount, SegmentCounts } from '../rows/wholeCounts'
import { useListState, useVisitorsState } from '../state/AdminProvider'
import type { AdminPlace } from '../state/useAdminAddress'
import { useOnlineCount } from '../state/useShownVisitors'
import { chipsOf } from './chips'
import { SearchField } from './SearchField'

const FilterMenu = dynamic(() => import('./FilterMenu').then((module) => module.FilterMenu), {
  loading: () => <Button icon={<ListFilter aria-hidden />}>Filter</Button>,
})

interface ToolbarProps {
  place: AdminPlace
  segments: SegmentCounts
  found: number
}

/** Which of them: segments, search, filters, and the filters that are on. */
export function Toolbar({ place, segments, found }: ToolbarProps) {
  useAnnouncedResult(place, found)
  return (
    <div data-region="filters" className="-mb-1.5 flex shrink-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Segments view={place.filter.view} segments={segments} onView={place.filterBy} />
        <span className="flex-1 max-md:hidden" />
        <SearchField place={place} />
        <FilterMenu place={place} />
        <BreakdownButton place={place} />
      </div>
      <Chips place={place} />
    </div>
  )
}

const views: { view: View; name: string }[] = [
  { view: 'all', name: 'All' },
  { view: 'waiting', name: 'Waiting' },
  { view: 'chat', name: 'In chat' },
  { view: 'active', name: 'Active' },
  { view: 'idle', name: 'Idle' },
]

interface SegmentsProps {
  view: View
  segments: SegmentCounts
  onView(change: { view: View }): void
}

function Segments({ view, segments, onView }: SegmentsProps) {
  const known = useListState((state) => state.known)
  return (
    <fieldset className="flex min-w-0 max-w-full snap-x overflow-x-auto rounded-lg bg-sunken p-0.5">
      <legend className="sr-only">Segment</legend>
      {views.map(({ view: value, name }) => (
        <label key={value} className={segmentLook}>
          <input
            type="radio"
            name="segment"
            value={value}
            checked={value === view}
            onChange={() => onView({ view: value })}
            className="sr-only"
          />
          {name}
          {known && <Count view={value} of={segments[value]} />}
        </label>
      ))}
    </fieldset>
  )
}

/** Who waits wants to be seen. */
function Count({ view, of: { count, isAtLeast } }: { view: View; of: SegmentCount }) {
  if (view === 'waiting' && count > 0) return <Badge count={count} />
  return (
    <span className="nums font-normal" title={isAtLeast ? 'At least so many' : undefined}>
      {count.toLocaleString()}
      {isAtLeast && '+'}
    </span>
  )
}

function Chips({ place }: { place: AdminPlace }) {
  const chips = chipsOf(place.filter)
  if (chips.length === 0) return null
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ facet, words }) => (
        <li key={facet}>
          <Chip onRemove={() => place.filterBy({ [facet]: undefined })}>{words}</Chip>
        </li>
      ))}
      <li>
        <Button variant="ghost" onClick={place.clearFilters}>
          Clear filters
        </Button>
      </li>
    </ul>
  )
}

function Chip({ children, onRemove }: { children: ReactNode; onRemove(): void }) {
  return (
    <button type="button" onClick={onRemove} className={chipLook}>
      <span className="sr-only">Remove filter </span>
      <span className="max-w-60 truncate">{children}</span>
      <X aria-hidden className="size-3.5 shrink-0" />
    </button>
  )
}

const ANNOUNCE_AFTER_MS = 500

function useAnnouncedResult({ filter }: AdminPlace, shown: number): void {
  const all = useOnlineCount()
  const more = useVisitorsState(({ search }) => (filter.view === 'all' ? search.more : 0))
  const words = isFiltered(filter) ? `${shown + more} of ${all} users` : ''
  useEffect(() => {
    if (words === '') return
    const timer = setTimeout(() => announce(words), ANNOUNCE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [words])
}

const segmentLook = cn(
  'relative flex h-7 cursor-pointer snap-start items-center gap-1.5 whitespace-nowrap rounded-md border border-transparent px-2.25 font-medium text-fg-muted text-sm',
  'transition-[background-color,color] duration-100 ease-out hover:text-fg has-checked:border-border has-checked:bg-surface has-checked:text-fg',
  'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring pointer-coarse:h-11',
)

const chipLook =
  'inline-flex h-6.5 items-center gap-1.5 rounded-full bg-accent-tint px-2.5 font-medium text-accent-fg text-xs hover:bg-selected pointer-coarse:h-11'
