import type { ReactNode } from 'react'
import { Visit } from '@/components/demo/Visit'
import { currentApp } from '@/server/currentApp'

/** The shop's visitors are seen by the demo's admins. */
export default function DemoLayout({ children }: { children: ReactNode }) {
  const site = currentApp().demoSite()
  return (
    <>
      {site && <Visit site={site} />}
      {children}
    </>
  )
}
