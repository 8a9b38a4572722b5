import { countBeyond } from '../rows/shortList'
import { noFilter } from '../rows/visitorFilter'
import type { SearchBeyond } from './searchBeyond'
import type { VisitorsState, VisitorsStore } from './visitorsStore'

/**
 * Few tenants have more online than the list holds: what looks for the others is loaded once there
 * are any.
 */
export function lookBeyondLater(
  store: VisitorsStore,
  load: () => Promise<SearchBeyond>,
): SearchBeyond {
  let wanted = noFilter
  let beyond: SearchBeyond | undefined
  return {
    want: (filter) => {
      wanted = filter
      beyond?.want(filter)
    },
    hear: (changes) => beyond?.hear(changes),
    again: () => beyond?.again(),
    start: () => {
      let isOver = false
      let isAsked = false
      let end = () => {}
      const begin = (loaded: SearchBeyond) => {
        if (isOver) return
        beyond = loaded
        beyond.want(wanted)
        end = beyond.start()
      }
      const follow = (state: VisitorsState) => {
        if (isAsked || countBeyond(state) === 0) return
        isAsked = true
        load().then(begin, () => {
          isAsked = false
        })
      }
      const endFollowing = store.subscribe(follow)
      return () => {
        isOver = true
        endFollowing()
        end()
      }
    },
  }
}
