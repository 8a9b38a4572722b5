import { useSyncExternalStore } from 'react'

/** False on the server and for the first picture, so that both are the same. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
}

const neverChanges = () => () => {}
