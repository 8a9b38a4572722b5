import { usePreferences } from '@/components/ui/preferences'
import type { PresenceFacets } from '@/lib/adminProtocol'
import { facetCounts } from '@/lib/facetTally'
import { countBeyond } from '../rows/shortList'
import { factsOf } from '../rows/visitorFacts'
import { withoutTeam } from '../rows/withoutTeam'
import type { VisitorsStore } from './visitorsStore'

/** Counting goes through everybody, and nobody reads cards faster than this. */
const COUNT_EVERY_MS = 1000
/** The server counts at most once in 3 s. */
const ASK_EVERY_MS = 5000

/** What the server counted of everybody. */
type ReadFacets = (withTeam: boolean) => Promise<PresenceFacets>

/**
 * Counts what people have in common: at once the first time, and where it was not counted lately in
 * a task of its own, after the one that shows the rows. While the list holds the newest alone the
 * server is asked; what it does not answer is counted of those.
 */
export function followFacets(store: VisitorsStore, read: ReadFacets): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDue = false
  let isFirst = true
  /** Answers to questions of before are of no use. */
  let question = 0

  function count(): void {
    isDue = false
    isFirst = false
    const isShort = countBeyond(store.getState()) > 0
    timer = setTimeout(rest, isShort ? ASK_EVERY_MS : COUNT_EVERY_MS)
    if (!isShort || !store.getState().everybody) countList()
    if (isShort) void ask()
  }

  function countList(): void {
    question += 1
    const { users } = store.getState()
    const counted = usePreferences.getState().includeTeam ? users : withoutTeam(users)
    store.setState({ counts: facetCounts(counted.map(factsOf)), everybody: undefined })
  }

  async function ask(): Promise<void> {
    question += 1
    const mine = question
    const everybody = await read(usePreferences.getState().includeTeam).catch(() => undefined)
    if (mine !== question) return
    if (everybody) store.setState({ counts: everybody.facets, everybody })
    else countList()
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
    () => {
      clearTimeout(timer)
      question += 1
    },
  ]
  if (store.getState().known) countSoon()
  return () => {
    for (const end of ends) end()
  }
}
