'use client'
import { useEffect, useState } from 'react'
import type { DemoSite } from './site'

export interface OwnVisit {
  isUp: boolean
  /** Known from the first connection on. */
  visitorId: string | undefined
}

const none: OwnVisit = { isUp: false, visitorId: undefined }

/** Is a visitor of the site while the page is open. The socket comes after the page. */
export function useVisit({ tenantId, apiKey }: DemoSite): OwnVisit {
  const [own, setOwn] = useState(none)
  useEffect(() => {
    const up = (visitorId: string) => setOwn({ isUp: true, visitorId })
    const down = () => setOwn((before) => ({ ...before, isUp: false }))
    let hasLeft = false
    let leave = () => {}
    import('./visit').then(({ visit }) => {
      if (!hasLeft) leave = visit({ tenantId, apiKey }, { up, down })
    }, down)
    return () => {
      hasLeft = true
      leave()
    }
  }, [tenantId, apiKey])
  return own
}
