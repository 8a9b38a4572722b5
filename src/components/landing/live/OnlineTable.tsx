'use client'
import { Button } from '@/components/ui/Button'
import { Skeleton } from '@/components/ui/Skeleton'
import { useLive, useOnline } from './LiveProvider'
import { OnlineTableRow } from './OnlineTableRow'
import { TABLE_ROWS } from './onlineFeed'

/** As high when it is full as when it is empty: nothing below it moves. */
export function OnlineTable() {
  const { feed } = useLive()
  const rows = useOnline((state) => state.rows)
  const isKnown = useOnline(({ answer }) => answer !== undefined)
  return (
    <div
      onPointerEnter={({ pointerType }) => feed.hold(pointerType === 'mouse')}
      onPointerLeave={() => feed.hold(false)}
      className="relative mt-3 min-h-79 overflow-hidden rounded-xl border border-border bg-surface max-md:min-h-97"
    >
      <table
        aria-labelledby="online-now"
        aria-busy={!isKnown}
        className="w-full table-fixed text-start text-sm"
      >
        <Head />
        <tbody>
          {isKnown ? rows.map((row) => <OnlineTableRow key={row.id} row={row} />) : <Loading />}
        </tbody>
      </table>
      {isKnown && rows.length < FEW && <Invitation isEmpty={rows.length === 0} />}
      <Failure />
    </div>
  )
}

const FEW = 3

/** Heard, not seen: the rows speak for themselves. Its cells give the columns their widths. */
function Head() {
  return (
    <thead>
      <tr className="[&>th]:h-0 [&>th]:p-0">
        <th scope="col">
          <span className="sr-only">User</span>
        </th>
        <th scope="col" className="w-2/5 max-md:hidden">
          <span className="sr-only">Current page</span>
        </th>
        <th scope="col" className="w-24">
          <span className="sr-only">On site</span>
        </th>
      </tr>
    </thead>
  )
}

function Invitation({ isEmpty }: { isEmpty: boolean }) {
  return (
    <p className="px-4 py-6 text-center text-fg-muted text-sm">
      {isEmpty && 'Nobody is online right now. '}
      Open the demo shop in another tab, or let simulated visitors in, and this table moves.
    </p>
  )
}

/** Lies over the rows: what was known before stays where it is. */
function Failure() {
  const { feed } = useLive()
  const failure = useOnline((state) => state.failure)
  if (failure === undefined) return null
  return (
    <div
      role="alert"
      className="absolute inset-x-3 bottom-3 flex flex-wrap items-center justify-between gap-3 rounded-xl bg-danger-tint px-4 py-3 text-danger-fg text-sm shadow-2"
    >
      <p className="min-w-0 [overflow-wrap:anywhere]">Error loading online users: {failure}</p>
      <Button onClick={feed.retry}>Retry</Button>
    </div>
  )
}

function Loading() {
  return skeletons.map((row) => (
    <tr key={row} className="border-border border-b last:border-b-0">
      <td colSpan={3} className="h-13 px-4 max-md:h-16">
        <span className="sr-only">Loading</span>
        <span className="flex items-center gap-3">
          <Skeleton className="size-7 shrink-0 rounded-full" />
          <Skeleton className="h-3 w-[18%]" />
          <Skeleton className="ms-[22%] h-3 w-[22%]" />
          <Skeleton className="ms-auto h-3 w-10" />
        </span>
      </td>
    </tr>
  ))
}

const skeletons = Array.from({ length: TABLE_ROWS }, (_, index) => `row ${index}`)
