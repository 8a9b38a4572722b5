'use client'
import { Button } from '@/components/ui/Button'
import type { VisitorFilter } from '../rows/visitorFilter'
import { useAdmin, useVisitorsState } from '../state/AdminProvider'
import { Note } from './Note'

/** How many the table leaves out, and what of them was searched. */
export function ShortNote({ filter: { view } }: { filter: VisitorFilter }) {
  const { search } = useAdmin()
  const total = useVisitorsState((state) => state.total).toLocaleString()
  const kept = useVisitorsState((state) => state.users.length).toLocaleString()
  const { phase, more, failure } = useVisitorsState((state) => state.search)
  // Conversations are known of everybody.
  if (view === 'waiting' || view === 'chat') return null
  if (phase === 'none') {
    return (
      <Note>
        Showing {view === 'all' ? 'the' : `who is ${view} among the`} {kept} most recent of {total}
      </Note>
    )
  }
  if (phase === 'asking') return <Note>Searching all {total}…</Note>
  if (phase === 'failed') {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 pt-2 text-danger-fg text-sm">
        <p className="min-w-0 [overflow-wrap:anywhere]">
          Only the {kept} most recent were searched: {failure}
        </p>
        <Button onClick={search.again}>Retry</Button>
      </div>
    )
  }
  return (
    <Note>
      All {total} were searched
      {more > 0 && `, and ${more.toLocaleString()} more of them match`}
    </Note>
  )
}
