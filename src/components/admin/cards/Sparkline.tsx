'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { onDemandLook } from './cardLooks'
import type { Bar } from './halfHour'

const HalfHourTable = dynamic(
  () => import('./HalfHourTable').then((module) => module.HalfHourTable),
  { ssr: false },
)

interface SparklineProps {
  bars: readonly Bar[]
  /** The moment of the last bar. */
  atMs: number
}

/** Thirty minutes as bars. Never animated: bars that shift by a minute look as if they jumped. */
export function Sparkline({ bars, atMs }: SparklineProps) {
  const [isTable, setTable] = useState(false)
  const highest = Math.max(1, ...bars.map((bar) => bar ?? 0))
  return (
    <figure className="pt-3">
      <div role="img" aria-label={inWords(bars)} className="flex h-11 items-end gap-0.5">
        {bars.map((bar, place) => (
          <span
            key={minutesAgo(place)}
            className={cn(
              'bar flex-1 rounded-t-xs',
              place === bars.length - 1 ? 'bg-accent' : 'bg-bar',
            )}
            style={{ height: bar === undefined ? 0 : `${Math.max(4, (bar / highest) * 100)}%` }}
          />
        ))}
      </div>
      <figcaption className="mt-1 flex justify-between text-2xs text-fg-subtle">
        <span aria-hidden>30 min ago</span>
        <button type="button" className={onDemandLook} onClick={() => setTable(true)}>
          Show as table
        </button>
        <span aria-hidden>now</span>
      </figcaption>
      {isTable && <HalfHourTable bars={bars} atMs={atMs} onClose={() => setTable(false)} />}
    </figure>
  )
}

/** A bar is its place: what moves on is the time. */
function minutesAgo(place: number): string {
  return `${29 - place} minutes ago`
}

function inWords(bars: readonly Bar[]): string {
  const known = bars.filter((bar) => bar !== undefined)
  const [first, now = 'unknown'] = [bars[0], bars.at(-1)]
  const before = first === undefined ? '' : `${first} half an hour ago, `
  return `${before}${now} now, highest ${Math.max(0, ...known)}`
}
