'use client'
import Link from 'next/link'
import { Button } from '@/components/ui/Button'
import { buttonClass } from '@/components/ui/buttonClass'
import { EmptyState } from '@/components/ui/EmptyState'
import { Time } from '@/components/ui/Time'
import { parsedUrl } from '@/lib/parsedUrl'
import { useAdmin, useVisitorsState } from '../state/AdminProvider'

/** Nobody is there: for the first time, or just now. */
export function Nobody() {
  const history = useVisitorsState((state) => state.history)
  if (history && !history.lastVisit) return <FirstVisit />
  return <NobodyNow />
}

function NobodyNow() {
  const { actions } = useAdmin()
  const lastVisit = useVisitorsState(({ history }) => history?.lastVisit)
  return (
    <EmptyState
      className="flex-1 justify-center"
      title="Nobody is online right now"
      action={<Button onClick={() => void actions.refresh()}>Refresh</Button>}
    >
      {lastVisit && (
        <>
          Last visitor <Time at={lastVisit.at} format="ago" /> on{' '}
          <bdi className="font-mono">{pathOf(lastVisit.url)}</bdi>
        </>
      )}
    </EmptyState>
  )
}

/** The dot turns green, and this card gives way to the table, when somebody comes. */
function FirstVisit() {
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
        second.
      </p>
      <p className="mt-4 flex flex-wrap gap-2.5">
        <Link href="/developers/sites" className={buttonClass('primary')}>
          Get the snippet
        </Link>
        <Link href="/demo" target="_blank" rel="noopener" className={buttonClass('secondary')}>
          Open the demo page
          <span className="sr-only">, in a new tab</span>
        </Link>
      </p>
    </div>
  )
}

function pathOf(url: string): string {
  return parsedUrl(url)?.pathname ?? url
}
