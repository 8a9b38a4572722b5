import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import type { AdminPlace } from '../state/useAdminAddress'

export function NoMatch({ place }: { place: AdminPlace }) {
  const clear = () => place.filterBy({ ...emptied, view: 'all' })
  return (
    <EmptyState
      className="pt-16"
      title="No users match these filters"
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
