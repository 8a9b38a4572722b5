'use client'
import dynamic from 'next/dynamic'
import { countBeyond } from '../rows/shortList'
import type { VisitorFilter } from '../rows/visitorFilter'
import { useVisitorsState } from '../state/AdminProvider'
import { Note } from './Note'

const ShortNote = dynamic(() => import('./ShortNote').then((module) => module.ShortNote), {
  ssr: false,
})

/** What the table leaves out: rows on their way, or all but the newest. */
export function ListNote({ filter }: { filter: VisitorFilter }) {
  const missing = useVisitorsState((state) => state.missing)
  const isShort = useVisitorsState((state) => countBeyond(state) > 0)
  if (missing > 0) return <Note>Loading {missing.toLocaleString()} more…</Note>
  return isShort ? <ShortNote filter={filter} /> : null
}
