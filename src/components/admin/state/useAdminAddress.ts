import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import type { VisitorFilter } from '../rows/visitorFilter'
import type { Sort } from '../rows/visitorOrder'
import { type AdminAddress, addressPath, type DrawerTab, readAddress } from './adminAddress'

export interface AdminPlace extends AdminAddress {
  /** Narrows or widens what is shown; Back does not go through every letter. */
  filterBy(change: Partial<VisitorFilter>): void
  clearFilters(): void
  sortBy(sort: Sort | undefined): void
  /** Opens somebody's drawer; Back closes it. */
  openUser(userId: string): void
  showTab(tab: DrawerTab): void
  closeUser(): void
}

/** The address is the state. It changes by the history API: the page is not fetched again. */
export function useAdminAddress(): AdminPlace {
  const search = useSearchParams().toString()
  return useMemo(() => placeOf(readAddress(new URLSearchParams(search))), [search])
}

function placeOf(address: AdminAddress): AdminPlace {
  const { filter } = address
  const replace = (change: Partial<AdminAddress>) =>
    window.history.replaceState(null, '', addressPath({ ...address, ...change }))
  const push = (change: Partial<AdminAddress>) =>
    window.history.pushState(null, '', addressPath({ ...address, ...change }))
  return {
    ...address,
    filterBy: (change) => replace({ filter: { ...filter, ...change } }),
    clearFilters: () => replace({ filter: { view: filter.view, query: '' } }),
    sortBy: (sort) => replace({ sort }),
    openUser: (userId) => {
      if (userId !== address.userId) push({ userId, tab: 'details' })
    },
    showTab: (tab) => replace({ tab }),
    closeUser: () => replace({ userId: undefined }),
  }
}
