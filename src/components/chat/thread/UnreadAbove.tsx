'use client'
import { ArrowUp } from 'lucide-react'
import { Time } from '@/components/ui/Time'

interface UnreadAboveProps {
  /** Absent: there is no divider above the view. */
  count?: number
  at?: string
  onJump(): void
}

/** Over the top of the messages while the divider is above what is in view. */
export function UnreadAbove({ count, at, onJump }: UnreadAboveProps) {
  if (count === undefined || at === undefined) return null
  return (
    <button
      type="button"
      onClick={onJump}
      className="absolute start-1/2 top-2 z-20 flex h-8.5 -translate-x-1/2 animate-fade items-center gap-2 whitespace-nowrap rounded-full border border-border bg-raised px-3.5 font-medium text-sm shadow-2 hover:bg-hover rtl:translate-x-1/2 pointer-coarse:h-11"
    >
      <ArrowUp aria-hidden className="size-4" />
      <span>
        {count} new since <Time at={at} format="group" /> · Jump
      </span>
    </button>
  )
}
