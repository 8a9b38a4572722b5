'use client'
import { useAnnouncements } from './announce'

export { announce } from './announce'

/** Two live regions that are there from the start: one in the shell, none elsewhere. */
export function Announcer() {
  const { polite, assertive } = useAnnouncements()
  return (
    <>
      <div aria-live="polite" aria-atomic="true" className="sr-only">
        {polite}
      </div>
      <div aria-live="assertive" aria-atomic="true" className="sr-only">
        {assertive}
      </div>
    </>
  )
}
