'use client'
import { ArrowDown } from 'lucide-react'

/** Takes the reader to the end; says what has come meanwhile. */
export function NewMessagesPill({ count, onClick }: { count: number; onClick(): void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="absolute start-1/2 bottom-3 z-20 flex h-8.5 -translate-x-1/2 animate-fade items-center gap-2 whitespace-nowrap rounded-full border border-border bg-raised px-3.5 font-medium text-sm shadow-2 hover:bg-hover rtl:translate-x-1/2 pointer-coarse:h-11"
    >
      <ArrowDown aria-hidden className="size-4" />
      {pillText(count)}
    </button>
  )
}

export function pillText(count: number): string {
  if (count === 0) return 'Jump to latest'
  if (count === 1) return '1 new message'
  return `${count > 99 ? '99+' : count} new messages`
}
