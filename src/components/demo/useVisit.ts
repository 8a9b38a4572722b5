'use client'
import { useEffect, useState } from 'react'
import type { DemoSite } from './site'
import { addSiteWidget } from './siteWidget'

export interface OwnVisit {
  isUp: boolean
  /** Known from the first connection on. */
  visitorId: string | undefined
}

const none: OwnVisit = { isUp: false, visitorId: undefined }

/** Is a visitor of the site while the page is open, with the chat in the page's corner. */
export function useVisit({ tenantId, apiKey }: DemoSite): OwnVisit {
  const [own, setOwn] = useState(none)
  useEffect(() => {
    let leave = () => {}
    // A page that is drawn twice, as in development, is visited once.
    const coming = setTimeout(() => {
      leave = addSiteWidget(
        { tenantId, apiKey },
        {
          ready: ({ userId }) => setOwn((before) => ({ ...before, visitorId: userId })),
          status: (state) => setOwn((before) => ({ ...before, isUp: state === 'real-time' })),
        },
      )
    })
    return () => {
      clearTimeout(coming)
      leave()
    }
  }, [tenantId, apiKey])
  return own
}
