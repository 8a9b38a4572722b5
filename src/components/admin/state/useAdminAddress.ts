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
  /** Opens somebody's drawer, by an entry of its own unless one is open: Back closes it. */
  openUser(userId: string, tab?: DrawerTab): void
  showTab(tab: DrawerTab): void
  /** Leaves no entry behind: where opening made one, this goes back. */
  closeUser(): void
}

/** The address is the state. It changes by the history API: the page is not fetched again. */
export function useAdminAddress(): AdminPlace {
  const search = useSearchParams().toString()
  return useMemo(() => placeOf(readAddress(new URLSearchParams(search))), [search])
}

function placeOf(address: AdminAddress): AdminPlace {
  const { filter } = address
  const replace = (change: Partial<AdminAddress>) => write({ ...address, ...change })
  return {
    ...address,
    filterBy: (change) => replace({ filter: { ...filter, ...change } }),
    clearFilters: () => replace({ filter: { view: filter.view, query: '' } }),
    sortBy: (sort) => replace({ sort }),
    openUser: (userId, tab) => {
      if (userId === address.userId && tab === undefined) return
      const opened: AdminAddress = { ...address, userId, tab }
      if (address.userId === undefined)
        window.history.pushState({ ...opening }, '', addressPath(opened))
      else write(opened)
    },
    showTab: (tab) => replace({ tab }),
    closeUser: () => close({ ...address, userId: undefined }),
  }
}

/** Marks the entry that opening a drawer has made; the router adds what it needs itself. */
const opening = { opensDrawer: true }

function isOpening(): boolean {
  const state: Partial<typeof opening> | null = window.history.state
  return state?.opensDrawer === true
}

/** Rewrites the entry. A state of its own would not be copied, so the mark is said again. */
function write(address: AdminAddress): void {
  window.history.replaceState(isOpening() ? { ...opening } : null, '', addressPath(address))
}

/** Going back takes a moment, in which a second Esc must not leave the page. */
let isGoingBack = false

/** Goes back to the entry before where there is one, with the filters and the order of now. */
function close(address: AdminAddress): void {
  if (isGoingBack) return
  if (!isOpening()) {
    write(address)
    return
  }
  isGoingBack = true
  const arrive = () => {
    isGoingBack = false
    if (location.pathname + location.search !== addressPath(address)) write(address)
  }
  window.addEventListener('popstate', arrive, { once: true })
  window.history.back()
}
