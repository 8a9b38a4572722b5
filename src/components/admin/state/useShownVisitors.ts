import { useMemo } from 'react'
import { usePreferences } from '@/components/ui/preferences'
import { useNow } from '@/components/ui/ticker'
import type { OnlineUser } from '@/lib/protocol'
import { type Counted, counted, segmentCounts } from '../rows/visitorCounts'
import { factsOf, type VisitorFacts } from '../rows/visitorFacts'
import { filtered, type IdleClock, inView, type View } from '../rows/visitorFilter'
import { ordered } from '../rows/visitorOrder'
import { useVisitorsState } from './AdminProvider'
import type { AdminAddress } from './adminAddress'

/** Visitors, and the tenant's own people where they are asked for. */
export function useCountedUsers(): readonly OnlineUser[] {
  const users = useVisitorsState((state) => state.users)
  const withTeam = usePreferences((preferences) => preferences.includeTeam)
  return useMemo(
    () => (withTeam ? users : users.filter((user) => !factsOf(user).isTeam)),
    [users, withTeam],
  )
}

/** The moment by which idleness is judged; it moves on every half minute. */
export function useIdleClock(): IdleClock {
  const idleAfterMs = useVisitorsState((state) => state.idleAfterMs)
  const asOfMs = useVisitorsState((state) => state.asOfMs)
  const nowMs = useNow() ?? asOfMs
  return useMemo(() => ({ nowMs, idleAfterMs }), [nowMs, idleAfterMs])
}

export interface ShownVisitors {
  /** In the order of the table. */
  rows: OnlineUser[]
  segments: Record<View, number>
}

export function useShownVisitors({ filter, sort }: AdminAddress): ShownVisitors {
  const users = useCountedUsers()
  const clock = useIdleClock()
  return useMemo(() => {
    const wanted = filtered(users, filter)
    return {
      rows: ordered(inView(wanted, filter.view, clock), sort),
      segments: segmentCounts(wanted, clock),
    }
  }, [users, filter, sort, clock])
}

/** The values of one kind, for cards and menus. */
export function useCounted(read: (facts: VisitorFacts) => string | undefined): Counted[] {
  const users = useCountedUsers()
  return useMemo(() => counted(users, read), [users, read])
}
