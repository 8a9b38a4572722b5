'use client'
import { Pause, Play } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import { StatusChip } from '@/components/ui/StatusChip'
import { DemoVisitorsSwitch } from './DemoVisitorsSwitch'
import { useLive, useOnline } from './LiveProvider'
import { OnlineTable } from './OnlineTable'
import { chipState } from './onlineRows'

/** Who is on this server now, as an admin's table would have them. */
export function OnlineNow() {
  return (
    <section aria-labelledby="online-now" className="pb-28">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 id="online-now" className="font-semibold text-lg">
          Online on this server now
        </h2>
        <Connection />
        <span className="flex-1" />
        <PauseButton />
      </div>
      <OnlineTable />
      <div className="mt-3 flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <Others />
        <DemoVisitorsSwitch />
      </div>
    </section>
  )
}

function Connection() {
  const { own } = useLive()
  const state = useOnline((online) => chipState(online, own.isUp))
  return (
    <StatusChip state={state} className={state === 'connecting' ? 'animate-[unseen_1s]' : ''} />
  )
}

function PauseButton() {
  const { feed } = useLive()
  const isPaused = useOnline((state) => state.isPaused)
  return (
    <Button
      icon={isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
      onClick={isPaused ? feed.resume : feed.pause}
    >
      <span className="max-md:sr-only">{isPaused ? 'Resume' : 'Pause'}</span>
    </Button>
  )
}

/** Its place is kept while there are none. */
function Others() {
  const more = useOnline(({ answer, rows }) => (answer?.online ?? 0) - rows.length)
  const isStale = useOnline(({ answer }) => answer?.stale === true)
  return (
    <p className="nums min-h-5 text-fg-muted text-sm">
      {isStale && 'Presence is away; this is what was last known. '}
      {more > 0 && `And ${more.toLocaleString('en')} more. `}
      <a
        href="/admin?as=ada"
        target="_blank"
        rel="noopener"
        className="inline-flex min-h-6 items-center text-accent-fg underline"
      >
        See them all as an admin does
        <span className="sr-only">, in a new tab</span>
      </a>
    </p>
  )
}
