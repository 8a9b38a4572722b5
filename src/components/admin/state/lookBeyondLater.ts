import type { PresenceChange } from '@/lib/protocol'
import { countBeyond } from '../rows/shortList'
import { noFilter, type VisitorFilter } from '../rows/visitorFilter'
import type { VisitorsState, VisitorsStore } from './visitorsStore'

/** Knows of those who are online and not in the list, which holds the newest. */
export interface Beyond {
  /** The filters that are on. */
  want(filter: VisitorFilter): void
  /** What has changed of people who are not in the list. */
  hear(changes: readonly PresenceChange[]): void
  /** Asks anew; what is known stays until the answer comes. */
  again(): void
  /** Begins to follow the list; returns the way to stop. */
  start(): () => void
}

/**
 * Few tenants have more online than the list holds: what looks for the others is loaded once there
 * are any.
 */
export function lookBeyondLater(store: VisitorsStore, load: () => Promise<Beyond>): Beyond {
  let wanted = noFilter
  let beyond: Beyond | undefined
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
      const begin = (loaded: Beyond) => {
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
