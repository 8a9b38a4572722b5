import { usePreferences } from '@/components/ui/preferences'
import { facetCounts } from '../rows/visitorCounts'
import { withoutTeam } from '../rows/withoutTeam'
import type { VisitorsStore } from './visitorsStore'

/** Counting goes through everybody, and nobody reads cards faster than this. */
const EVERY_MS = 1000

/** Counts what people have in common, at once where it was not counted lately. */
export function followFacets(store: VisitorsStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDue = false

  function count(): void {
    isDue = false
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
    if (timer === undefined) count()
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
