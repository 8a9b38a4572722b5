'use client'
import { type RefObject, useMemo, useRef } from 'react'
import { useLayout } from '@/components/ui/useLayout'
import { useMediaQuery } from '@/components/ui/useMediaQuery'
import { useRowsInView } from '@/components/ui/useRowsInView'
import type { OnlineUser } from '@/lib/protocol'
import type { VisitorChats } from '../rows/visitorChat'
import { useListState, useVisitorsState } from '../state/AdminProvider'
import type { AdminPlace } from '../state/useAdminAddress'
import { type Column, columnsFor, gridOf } from './columns'
import { ListNote } from './ListNote'
import { NewcomersPill } from './NewcomersPill'
import { NoMatch } from './NoMatch'
import { TableHead } from './TableHead'
import { TableSkeleton } from './TableSkeleton'
import { type FrozenRows, useFrozenRows } from './useFrozenRows'
import { useTableKeys } from './useTableKeys'
import { VisitorRow } from './VisitorRow'

/** A scroller is reached by the keyboard. */
const tabStop = { tabIndex: 0 }
const ROW_PX = { wide: 48, middle: 48, narrow: 64 }

interface VisitorTableProps {
  place: AdminPlace
  rows: readonly OnlineUser[]
  chats: VisitorChats
}

/** The live table. Only the rows in view exist, however many people there are. */
export function VisitorTable({ place, rows, chats }: VisitorTableProps) {
  const scroller = useRef<HTMLElement>(null)
  const frozen = useFrozenRows(rows, scroller)
  const known = useListState((state) => state.known)
  const count = frozen.ids.length
  return (
    <div className="relative flex min-h-80 flex-1 flex-col">
      {known && <NewcomersPill count={frozen.waiting} onShow={frozen.thaw} />}
      <section
        ref={scroller}
        {...tabStop}
        aria-label={`Online Users, ${count} ${count === 1 ? 'row' : 'rows'}`}
        data-region="table"
        className="min-h-0 flex-1 overflow-auto overscroll-contain rounded-xl border border-border bg-surface"
        {...frozen.watch}
      >
        {!known && <TableSkeleton />}
        {known && count === 0 && <NoMatch place={place} />}
        {known && count > 0 && <Rows {...{ place, scroller, frozen, chats }} />}
      </section>
      <ListNote filter={place.filter} />
    </div>
  )
}

interface RowsProps {
  place: AdminPlace
  scroller: RefObject<HTMLElement | null>
  frozen: FrozenRows
  chats: VisitorChats
}

function Rows({ place, scroller, frozen, chats }: RowsProps) {
  const columns = useColumns(place.userId !== undefined)
  const grid = gridOf(columns)
  const rowPx = ROW_PX[useLayout()]
  const count = frozen.ids.length
  const inView = useRowsInView({ count, rowPx, allUpTo: 40, scroller })
  const keys = useTableKeys({ scroller, count, rowPx })
  return (
    <div role="table" aria-rowcount={count + 1} aria-label="Online Users" onKeyDown={keys.press}>
      <TableHead columns={columns} sort={place.sort} onSort={place.sortBy} grid={grid} />
      <div role="rowgroup" style={inView.style}>
        {frozen.ids.slice(inView.from, inView.to).map((userId, offset) => {
          const row = frozen.rowOf(userId)
          const index = inView.from + offset
          return (
            row && (
              <VisitorRow
                key={userId}
                user={row.user}
                chat={chats.get(userId)}
                state={row.state}
                columns={columns}
                grid={grid}
                index={index}
                isOpen={userId === place.userId}
                isTabStop={index === keys.tabStop}
                onOpen={place.openUser}
              />
            )
          )
        })}
      </div>
    </div>
  )
}

/** Where the table has its site beside the drawer too. */
const WIDEST = '(min-width: 107.5rem)'

function useColumns(isDrawerOpen: boolean): Column[] {
  const { site, country, device } = useVisitorsState((state) => state.counts)
  const isWidest = useMediaQuery(WIDEST)
  return useMemo(
    () =>
      columnsFor({
        sites: site.length,
        countries: country.length,
        devices: device.length,
        isNarrowed: isDrawerOpen && !isWidest,
      }),
    [site, country, device, isDrawerOpen, isWidest],
  )
}
