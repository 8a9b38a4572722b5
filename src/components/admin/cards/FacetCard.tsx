'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'

import { type FacetCardProps, FacetRows } from './FacetRows'

const AllValues = dynamic(() => import('./AllValues').then((module) => module.AllValues), {
  ssr: false,
})

const SHOWN = 5

export function FacetCard(props: FacetCardProps) {
  const { title, all, rows, className } = props
  const [isOpen, setOpen] = useState(false)
  return (
    <section
      aria-label={title}
      className={cn(
        'flex min-w-0 flex-col rounded-xl border border-border bg-surface p-4',
        className,
      )}
    >
      <h2 className="flex justify-between font-medium text-fg-muted text-xs">
        {title}
        <span className="font-normal">Online</span>
      </h2>
      <FacetRows {...props} rows={rows.slice(0, SHOWN)} />
      {rows.length > SHOWN && (
        <button
          type="button"
          className="mt-1.5 self-start rounded-sm py-0.5 text-accent-fg text-xs hover:underline pointer-coarse:min-h-11"
          onClick={() => setOpen(true)}
        >
          {all}
        </button>
      )}
      {isOpen && <AllValues {...props} onClose={() => setOpen(false)} />}
    </section>
  )
}
