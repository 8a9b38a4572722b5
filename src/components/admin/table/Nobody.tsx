'use client'
import dynamic from 'next/dynamic'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { Time } from '@/components/ui/Time'
import { parsedUrl } from '@/lib/parsedUrl'
import { useAdmin, useVisitorsState } from '../state/AdminProvider'

const FirstVisit = dynamic(() => import('./FirstVisit').then((module) => module.FirstVisit), {
  ssr: false,
})

/** Nobody is there: for the first time, or just now. */
export function Nobody() {
  const history = useVisitorsState((state) => state.history)
  if (history && !history.lastVisit) return <FirstVisit />
  return <NobodyNow className="flex-1 justify-center" />
}

export function NobodyNow({ className }: { className: string }) {
  const { actions } = useAdmin()
  const lastVisit = useVisitorsState(({ history }) => history?.lastVisit)
  return (
    <EmptyState
      className={className}
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

function pathOf(url: string): string {
  return parsedUrl(url)?.pathname ?? url
}
