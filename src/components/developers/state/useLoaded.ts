import { useCallback, useEffect, useRef, useState } from 'react'

export interface Loaded<T> {
  /** Absent until it was read once; stays while it is read again. */
  data: T | undefined
  /** Why the last reading failed. */
  failure: string | undefined
  reload(): Promise<void>
}

/**
 * What a page shows, read when it opens.
 * @param read has to stay the same function.
 */
export function useLoaded<T>(read: () => Promise<T>): Loaded<T> {
  const [data, setData] = useState<T>()
  const [failure, setFailure] = useState<string>()
  const newest = useRef(0)
  const reload = useCallback(async () => {
    newest.current += 1
    const mine = newest.current
    try {
      const found = await read()
      if (mine !== newest.current) return
      setData(found)
      setFailure(undefined)
    } catch (error) {
      if (mine === newest.current) setFailure((error as Error).message)
    }
  }, [read])
  useEffect(() => void reload(), [reload])
  return { data, failure, reload }
}
