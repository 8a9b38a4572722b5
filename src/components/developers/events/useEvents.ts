import { useCallback, useRef, useState } from 'react'
import { toast } from '@/components/ui/Toaster'
import { useDevelopers } from '../state/DevelopersProvider'
import { useEvery } from '../state/useEvery'
import { type Loaded, useLoaded } from '../state/useLoaded'
import { type EventList, withNewest, withOlder } from './eventList'

const LOOK_EVERY_MS = 3000

interface Events {
  loaded: Loaded<EventList>
  isPaused: boolean
  setPaused(isPaused: boolean): void
  /** Older ones are on their way. */
  busy: boolean
  readOlder(): Promise<void>
}

/** The newest events, read again and again until they are paused, and the older ones on demand. */
export function useEvents(): Events {
  const { api } = useDevelopers()
  const list = useRef<EventList>(undefined)
  const [isPaused, setPaused] = useState(false)
  const [busy, setBusy] = useState(false)
  const read = useCallback(async () => {
    const newest = await api.events()
    list.current = withNewest(list.current, newest)
    return list.current
  }, [api])
  const loaded = useLoaded(read)
  const { reload } = loaded
  const look = useCallback(() => void (isPaused || reload()), [isPaused, reload])
  useEvery(LOOK_EVERY_MS, look)
  const readOlder = async () => {
    const cursor = list.current?.nextCursor
    setBusy(true)
    try {
      const older = await api.events(cursor)
      // The list may have begun anew meanwhile.
      if (list.current?.nextCursor === cursor && list.current)
        list.current = withOlder(list.current, older)
      await reload()
    } catch (error) {
      toast.error('Couldn’t load earlier events', { description: (error as Error).message })
    }
    setBusy(false)
  }
  const pause = (wish: boolean) => {
    setPaused(wish)
    if (!wish) void reload()
  }
  return { loaded, isPaused, setPaused: pause, busy, readOlder }
}
