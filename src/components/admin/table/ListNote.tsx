'use client'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/Button'
import { countBeyond } from '../rows/shortList'
import { useAdmin, useVisitorsState } from '../state/AdminProvider'

/** What the table leaves out: rows on their way, or all but the newest. */
export function ListNote() {
  const missing = useVisitorsState((state) => state.missing)
  const isShort = useVisitorsState((state) => countBeyond(state) > 0)
  if (missing > 0) return <Note>Loading {missing.toLocaleString()} more…</Note>
  return isShort ? <ShortNote /> : null
}

function ShortNote() {
  const { search } = useAdmin()
  const total = useVisitorsState((state) => state.total).toLocaleString()
  const kept = useVisitorsState((state) => state.users.length).toLocaleString()
  const { phase, more, failure } = useVisitorsState((state) => state.search)
  if (phase === 'none') {
    return (
      <Note>
        Showing the {kept} most recent of {total}
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

function Note({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="nums pt-2 text-fg-muted text-sm">
      {children}
    </p>
  )
}
