import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { useVisitorsState } from '../state/AdminProvider'
import type { AdminPlace } from '../state/useAdminAddress'
import { useOnlineCount } from '../state/useShownVisitors'
import { NobodyNow } from './Nobody'
import { TableSkeleton } from './TableSkeleton'

/** An empty table: nobody is there, or nobody who is wanted. */
export function NoMatch({ place }: { place: AdminPlace }) {
  const phase = useVisitorsState(({ search }) => search.phase)
  const isEmpty = useOnlineCount() === 0
  // With those who wait and have left the table stands, for its other segments.
  if (isEmpty && place.filter.view === 'all') return <NobodyNow className="pt-16" />
  if (phase === 'asking') return <TableSkeleton />
  const clear = () => place.filterBy({ ...emptied, view: 'all' })
  return (
    <EmptyState
      className="pt-16"
      title={
        phase === 'failed'
          ? 'None of the newest users match these filters'
          : 'No users match these filters'
      }
      action={<Button onClick={clear}>Clear filters</Button>}
    />
  )
}

const emptied = {
  query: '',
  site: undefined,
  page: undefined,
  source: undefined,
  country: undefined,
  device: undefined,
  who: undefined,
  visit: undefined,
}
