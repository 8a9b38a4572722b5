import { usePreferences } from '@/components/ui/preferences'
import { facetCounts } from '../rows/visitorCounts'
import { withoutTeam } from '../rows/withoutTeam'
import type { VisitorsStore } from './visitorsStore'

/** Counting goes through everybody, and nobody reads cards faster than this. */
const EVERY_MS = 1000

/**
 * Counts what people have in common: at once the first time, and where it was not counted lately in
 * a task of its own, after the one that shows the rows.
 */
export function followFacets(store: VisitorsStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDue = false
  let isFirst = true

  function count(): void {
    isDue = false
    isFirst = false
    timer = setTimeout(rest, EVERY_MS)
    const { users } = store.getState()
    const { includeTeam } = usePreferences.getState()
    store.setState({ counts: facetCounts(includeTeam ? users : withoutTeam(users)) })
  }

  function rest(): void {
    timer = undefined
    if (isDue) count()
  }

  function countSoon(): void {
    if (isFirst) count()
    else if (timer === undefined) timer = setTimeout(count)
    else isDue = true
  }

  const ends = [
    store.subscribe((now, before) => {
      if (now.users !== before.users) countSoon()
    }),
    usePreferences.subscribe((now, before) => {
      if (now.includeTeam !== before.includeTeam) countSoon()
    }),
    () => clearTimeout(timer),
  ]
  return () => {
    for (const end of ends) end()
  }
}
