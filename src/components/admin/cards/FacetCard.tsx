'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { isOfNewest } from '../rows/shortList'
import { useVisitorsState } from '../state/AdminProvider'
import { onDemandLook } from './cardLooks'
import { type FacetCardProps, FacetRows } from './FacetRows'

const AllValues = dynamic(() => import('./AllValues').then((module) => module.AllValues), {
  ssr: false,
})

const SHOWN = 5

export function FacetCard(props: FacetCardProps) {
  const { title, rows, className } = props
  const [isOpen, setOpen] = useState(false)
  const isNewest = useVisitorsState(isOfNewest)
  return (
    <section
      aria-label={title}
      className={cn(
        'group flex min-w-0 flex-col rounded-xl border border-border bg-surface p-4',
        className,
      )}
    >
      <div className="flex items-baseline gap-2 text-fg-muted text-xs">
        <h2 className="font-medium">{title}</h2>
        <span className="flex-1" />
        {rows.length > SHOWN && (
          <button type="button" className={onDemandLook} onClick={() => setOpen(true)}>
            All<span className="sr-only"> {title.toLowerCase()}</span>…
          </button>
        )}
        <span>{isNewest ? 'Of the newest' : 'Online'}</span>
      </div>
      <FacetRows {...props} rows={rows.slice(0, SHOWN)} />
      {isOpen && <AllValues {...props} onClose={() => setOpen(false)} />}
    </section>
  )
}
