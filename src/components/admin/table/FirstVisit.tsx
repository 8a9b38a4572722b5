'use client'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/buttonClass'
import { Skeleton } from '@/components/ui/Skeleton'
import { useAdmin } from '../state/AdminProvider'

const FirstSnippet = dynamic(() => import('./FirstSnippet').then((module) => module.FirstSnippet), {
  ssr: false,
  loading: () => <Skeleton className="h-23 w-full rounded-lg" />,
})

/** The dot turns green, and this card gives way to the table, when somebody comes. */
export function FirstVisit() {
  const { role } = useAdmin()
  const isManager = role === 'owner' || role === 'admin'
  return (
    <div className="m-auto w-full max-w-140 rounded-xl border border-border bg-surface p-6">
      <p className="flex items-center gap-2.5 font-semibold text-lg">
        <span
          aria-hidden
          className="dot size-2.5 animate-pulse-dot rounded-full border-2 border-fg-subtle"
        />
        Waiting for the first visit
      </p>
      <p className="mt-2 text-fg-muted">
        Put one line into the pages of your website, and whoever opens one appears here within a
        second.{!isManager && ' An owner or an admin of your team can give it to you.'}
      </p>
      {isManager && (
        <div className="mt-4">
          <FirstSnippet />
        </div>
      )}
      <p className="mt-4 flex flex-wrap gap-2.5">
        {isManager && (
          <Link href="/developers/sites" className={buttonClass('secondary')}>
            Sites and snippets
          </Link>
        )}
        <Link href="/demo" target="_blank" rel="noopener" className={buttonClass('secondary')}>
          Open the demo page
          <span className="sr-only">, in a new tab</span>
        </Link>
      </p>
    </div>
  )
}
