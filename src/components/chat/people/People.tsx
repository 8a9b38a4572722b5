'use client'
import { type RefObject, useRef } from 'react'
import { useRowsInView } from '@/components/ui/useRowsInView'
import { usePresenceState } from '../state/ChatProvider'
import type { Person } from '../state/people'
import { NobodyHere } from './NobodyHere'
import { OnlineUserRow } from './OnlineUserRow'
import { PeopleFailed } from './PeopleFailed'
import { PeopleSkeleton } from './PeopleSkeleton'
import { usePeopleFilter } from './usePeopleFilter'

const ROW_PX = 50
/** Above this many there is a filter, and only what is in view is drawn. */
const MANY = 200

interface PeopleProps {
  here: Person[]
  offline: Person[]
  onChoose(userId: string): void
}

export function People({ here, offline, onChoose }: PeopleProps) {
  const known = usePresenceState((state) => state.known)
  const failure = usePresenceState((state) => state.failure)
  const scroller = useRef<HTMLDivElement>(null)
  const filter = usePeopleFilter(here)
  const isMany = here.length > MANY
  const found = isMany ? filter.found : here
  return (
    <>
      {isMany && (
        <input
          type="search"
          aria-label="Filter people"
          placeholder="Filter people…"
          value={filter.query}
          onChange={(event) => filter.search(event.target.value)}
          className="mx-3 mb-2 h-9 shrink-0 rounded-md border border-control bg-surface px-2.5 text-sm placeholder:text-fg-subtle"
        />
      )}
      <div
        ref={scroller}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-3 [scroll-padding-block:0.5rem]"
      >
        {failure && <PeopleFailed reason={failure} />}
        {!known && !failure && <PeopleSkeleton />}
        {known && here.length === 0 && <NobodyHere />}
        <PeopleList people={found} onChoose={onChoose} scroller={scroller} />
        {offline.length > 0 && (
          <>
            <h3 className="px-2 pt-3 pb-1 font-medium text-fg-muted text-xs">
              Offline — {offline.length}
            </h3>
            <ul>
              {offline.map((person) => (
                <OnlineUserRow key={person.userId} person={person} onChoose={onChoose} />
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  )
}

interface PeopleListProps {
  people: Person[]
  onChoose(userId: string): void
  scroller: RefObject<HTMLDivElement | null>
}

function PeopleList({ people, onChoose, scroller }: PeopleListProps) {
  const count = people.length
  const { from, to, style } = useRowsInView({ count, rowPx: ROW_PX, allUpTo: MANY, scroller })
  if (count === 0) return null
  return (
    <ul style={style}>
      {people.slice(from, to).map((person) => (
        <OnlineUserRow key={person.userId} person={person} onChoose={onChoose} />
      ))}
    </ul>
  )
}
