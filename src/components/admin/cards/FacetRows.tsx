'use client'
import { X } from 'lucide-react'
import { CountryChip } from '@/components/ui/CountryChip'
import { cn } from '@/components/ui/cn'
import type { Counted } from '@/lib/facetCounts'

export interface FacetCardProps {
  title: string
  rows: readonly Counted[]
  /** Paths are read letter by letter. */
  mono?: boolean
  nameOf?: (value: string) => string
  chosen: string | undefined
  onChoose(value: string): void
  className?: string
}

/** Bars compare; there is nothing to compare below this. */
const FEWEST_FOR_BARS = 3

/** Each row is a button that narrows the table to it, and back. */
export function FacetRows({ rows, mono, nameOf, chosen, onChoose }: FacetCardProps) {
  const most = rows[0]?.count ?? 1
  const total = rows.reduce((sum, { count }) => sum + count, 0)
  return (
    <ul className="mt-2 flex flex-col gap-0.5">
      {rows.map(({ value, count }) => (
        <li key={value}>
          <button
            type="button"
            aria-pressed={value === chosen}
            title={nameOf ? nameOf(value) : value}
            className={cn(rowLook, value === chosen && 'font-medium ring-1 ring-accent ring-inset')}
            onClick={() => onChoose(value)}
          >
            {(total >= FEWEST_FOR_BARS || value === chosen) && (
              <span aria-hidden className={barLook} style={{ width: `${(count / most) * 100}%` }} />
            )}
            {nameOf && <CountryChip code={value} onBar />}
            <span className={cn('min-w-0 flex-1 truncate text-start', mono && 'font-mono text-xs')}>
              {nameOf ? nameOf(value) : value}
            </span>
            {value === chosen && <X aria-hidden className="size-3.5" />}
            <span className="nums text-fg-muted">{count.toLocaleString()}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

const rowLook =
  'relative isolate flex h-6.5 w-full items-center gap-2 overflow-hidden rounded-sm px-2 text-sm hover:bg-hover pointer-coarse:min-h-11'
const barLook = 'bar absolute inset-y-0 start-0 -z-10 rounded-sm bg-bar'
