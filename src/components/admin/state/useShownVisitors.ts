import { useMemo, useState } from 'react'
import { usePreferences } from '@/components/ui/preferences'
import { useNow } from '@/components/ui/ticker'
import type { OnlineUser } from '@/lib/protocol'
import { createKeptOrder } from '../rows/keptOrder'
import { segmentCounts } from '../rows/visitorCounts'
import { filtered, type IdleClock, inView, type View } from '../rows/visitorFilter'
import { withoutTeam } from '../rows/withoutTeam'
import { useVisitorsState } from './AdminProvider'
import type { AdminAddress } from './adminAddress'

/** Visitors, and the tenant's own people where they are asked for. */
export function useCountedUsers(): readonly OnlineUser[] {
  const users = useVisitorsState((state) => state.users)
  const withTeam = usePreferences((preferences) => preferences.includeTeam)
  return withTeam ? users : withoutTeam(users)
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
  const [arrange] = useState(createKeptOrder)
  return useMemo(() => {
    const wanted = filtered(users, filter)
    return {
      rows: arrange(inView(wanted, filter.view, clock), sort),
      segments: segmentCounts(wanted, clock),
    }
  }, [users, filter, sort, clock, arrange])
}
