import { useCallback } from 'react'
import { announce } from '@/components/ui/announce'
import { useAdmin, useVisitorsState } from './AdminProvider'

/** Whether the page stands still, and the way to change that; it is said once. */
export function usePause() {
  const { actions, store } = useAdmin()
  const paused = useVisitorsState((state) => state.paused)
  const toggle = useCallback(() => {
    const wasPaused = store.getState().paused
    if (wasPaused) actions.resume()
    else actions.pause()
    announce(wasPaused ? 'Resumed' : 'Paused')
  }, [actions, store])
  return { paused, toggle }
}
