import { useEffect, useState } from 'react'

/** A skeleton becomes visible after 200 ms. Once it is, it stays for 300 ms at least. */
const INVISIBLE_MS = 200
const SHOWN_MS = 300

/** Whether the skeleton is still to be drawn, given whether something is loading. */
export function useLongEnough(loading: boolean): boolean {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (!loading) return
    const show = setTimeout(() => setHeld(true), INVISIBLE_MS)
    return () => clearTimeout(show)
  }, [loading])
  useEffect(() => {
    if (!held) return
    const release = setTimeout(() => setHeld(false), SHOWN_MS)
    return () => clearTimeout(release)
  }, [held])
  return loading || held
}
