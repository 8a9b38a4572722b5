'use client'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { announce } from '@/components/ui/announce'
import { Time } from '@/components/ui/Time'
import type { Site } from '@/lib/developersProtocol'

interface InstallCheckProps {
  site: Site
  /** Absent while it is not known. */
  online: number | undefined
}

/** Whether a page of the site has shown a key; turns by itself when one does. */
export function InstallCheck({ site: { domain, lastVisitAt }, online }: InstallCheckProps) {
  const waited = useRef(lastVisitAt === undefined)
  useEffect(() => {
    if (waited.current && lastVisitAt) announce(`${domain} is connected`)
    waited.current = lastVisitAt === undefined
  }, [domain, lastVisitAt])
  if (!lastVisitAt)
    return (
      <p className="flex items-center gap-2 text-fg-muted text-sm">
        <span
          aria-hidden
          className="size-2.5 animate-pulse-dot rounded-full border-2 border-fg-subtle"
        />
        Waiting for the first visit from {domain}…
      </p>
    )
  return (
    <p className="flex items-center gap-2 text-online-fg text-sm">
      <span aria-hidden className="size-2.5 rounded-full bg-online" />
      <span>
        Connected – last visit <Time at={lastVisitAt} format="ago" />
      </span>
      {online !== undefined && (
        <>
          <span aria-hidden className="text-fg-subtle">
            ·
          </span>
          <Link
            href={`/admin?site=${encodeURIComponent(domain)}`}
            className="nums rounded-xs font-medium underline underline-offset-2"
          >
            {online.toLocaleString()} online
          </Link>
        </>
      )}
    </p>
  )
}
