'use client'
import { Pause, Play, RotateCw } from 'lucide-react'
import dynamic from 'next/dynamic'
import { Button } from '@/components/ui/Button'
import { cn } from '@/components/ui/cn'
import { StatusChip } from '@/components/ui/StatusChip'
import { useAdmin, useVisitorsState } from '../state/AdminProvider'
import type { AdminPlace } from '../state/useAdminAddress'
import { usePause } from '../state/usePause'
import { SiteButton } from './SiteButton'

const SiteMenu = dynamic(() => import('./SiteMenu').then((module) => module.SiteMenu), {
  loading: () => <SiteButton name="All sites" />,
})

export function AdminHeader({ place }: { place: AdminPlace }) {
  const sites = useVisitorsState((state) => state.counts.site)
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-border border-b bg-surface px-4">
      <h1 className="whitespace-nowrap font-semibold text-md">Online Users</h1>
      {sites.length > 1 && <SiteMenu sites={sites} place={place} />}
      <span className="flex-1" />
      <Connection />
      <PauseButton />
      <RefreshButton />
    </header>
  )
}

function Connection() {
  const connection = useVisitorsState((state) => state.connection)
  const paused = useVisitorsState((state) => state.paused)
  const state = paused ? 'paused' : connection
  // The first second of a page is for skeletons; words come after it.
  return (
    <StatusChip state={state} className={state === 'connecting' ? 'animate-[unseen_1s]' : ''} />
  )
}

/** On a phone a sign alone, without a frame. */
const bareLook = 'max-md:border-transparent max-md:bg-transparent'

function PauseButton() {
  const { paused, toggle } = usePause()
  const waiting = useVisitorsState((state) => state.waiting)
  return (
    <Button
      icon={paused ? <Play aria-hidden /> : <Pause aria-hidden />}
      onClick={toggle}
      aria-keyshortcuts="P"
      className={cn('nums', bareLook)}
    >
      <span className="max-md:sr-only">{paused ? resumeWords(waiting) : 'Pause'}</span>
    </Button>
  )
}

function resumeWords(waiting: number): string {
  if (waiting === 0) return 'Resume'
  return `Resume · ${waiting.toLocaleString()} ${waiting === 1 ? 'update' : 'updates'}`
}

function RefreshButton() {
  const { actions } = useAdmin()
  const busy = useVisitorsState((state) => state.refreshing)
  return (
    <Button
      aria-busy={busy || undefined}
      icon={<RotateCw aria-hidden className={cn(busy && 'animate-spin')} />}
      onClick={() => void actions.refresh()}
      className={bareLook}
    >
      <span className="max-md:sr-only">Refresh</span>
    </Button>
  )
}
