'use client'
import { useMemo } from 'react'
import { cn } from '@/components/ui/cn'
import { formatTime } from '@/components/ui/formatTime'
import { Skeleton } from '@/components/ui/Skeleton'
import { useNow } from '@/components/ui/ticker'
import { countBeyond } from '../rows/shortList'
import { chatCounts } from '../rows/visitorChat'
import { segmentCounts } from '../rows/visitorCounts'
import { useListState, useVisitorsState } from '../state/AdminProvider'
import { useCountedUsers, useIdleClock, useShownChats } from '../state/useShownVisitors'
import { changeInFiveMinutes, halfHour } from './halfHour'
import { Sparkline } from './Sparkline'

/** The one big number. It changes at once: counting up would be a lie for a second. */
export function NumberCard({ count }: { count: number | undefined }) {
  const atMs = useMoment()
  const history = useVisitorsState((state) => state.history)
  const bars = halfHour(history, { atMs, online: count })
  const stale = useVisitorsState((state) => state.stale)
  const known = useListState((state) => state.known)
  return (
    <section
      aria-label="Users online"
      className="group flex min-w-0 flex-col rounded-xl border border-border bg-surface p-4"
    >
      <h2 className="flex justify-between gap-2 font-medium text-fg-muted text-xs">
        Users online
        <Change change={changeInFiveMinutes(bars)} />
      </h2>
      <div className="mt-1 flex items-center gap-4">
        <p className={cn('nums font-semibold text-kpi', stale && 'text-fg-subtle')}>
          {count === undefined ? <Unknown /> : <BigNumber of={count} />}
        </p>
        {known && <Activity />}
      </div>
      <Sparkline bars={bars} atMs={atMs} />
    </section>
  )
}

function Unknown() {
  return (
    <>
      <span className="sr-only">Loading…</span>
      <Skeleton className="h-9 w-20 rounded-md" />
    </>
  )
}

/** Short where it is narrow. */
function BigNumber({ of: count }: { of: number }) {
  const words = count === 1 ? 'user online' : 'users online'
  return (
    <>
      <span aria-hidden className="max-md:hidden">
        {count.toLocaleString()}
      </span>
      <span aria-hidden className="md:hidden">
        {count < 10_000 ? count.toLocaleString() : compact.format(count)}
      </span>
      <span className="sr-only">
        {count} {words}
      </span>
    </>
  )
}

const compact = new Intl.NumberFormat(undefined, { notation: 'compact' })

function Activity() {
  const users = useCountedUsers()
  const clock = useIdleClock()
  const ofList = useMemo(() => segmentCounts(users, clock), [users, clock])
  const everybody = useVisitorsState((state) => state.everybody)
  const { active, idle } = everybody ?? ofList
  const { waiting, inChat } = chatCounts(useShownChats())
  const bots = useVisitorsState(({ history }) => history?.bots ?? 0)
  const beyond = useListState(countBeyond)
  const stale = useVisitorsState((state) => state.stale)
  const asOfMs = useVisitorsState((state) => state.asOfMs)
  return (
    <div className="nums min-w-0 text-fg-muted text-xs">
      <p>
        {active.toLocaleString()} active · {idle.toLocaleString()} idle
      </p>
      {waiting + inChat > 0 && (
        <p>
          {waiting.toLocaleString()} waiting · {inChat.toLocaleString()} in chat
        </p>
      )}
      {beyond > 0 && !everybody && <p>of the newest {users.length.toLocaleString()}</p>}
      {bots > 0 && <p>{bots === 1 ? '1 bot' : `${bots} bots`} not counted</p>}
      {stale && asOfMs > 0 && <p>as of {formatTime('group', asOfMs, asOfMs)}</p>}
    </div>
  )
}

function Change({ change }: { change: number | undefined }) {
  if (!change) return null
  const sign = change > 0 ? '+' : '−'
  return (
    <span className={cn('nums', change > 0 ? 'text-online-fg' : 'text-fg-muted')}>
      {sign}
      {Math.abs(change).toLocaleString()} in 5 min
    </span>
  )
}

function useMoment(): number {
  const now = useNow()
  return useVisitorsState(({ asOfMs }) => now ?? asOfMs)
}
