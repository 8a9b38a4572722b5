'use client'
import { cn } from './cn'
import { formatTime, type TimeFormat } from './formatTime'
import { useNow } from './ticker'

interface TimeProps {
  /** ISO 8601. */
  at: string
  /**
   * `list` 2m, 14:32, Tue · `group` 14:32 · `full` date, time and zone · `ago` 12 min ago ·
   * `for` 12 min · `day` Today, Wednesday, 12 November
   */
  format: TimeFormat
  className?: string
}

/** Filled after mount: only the browser knows the reader's zone and clock. */
export function Time({ at, format, className }: TimeProps) {
  const now = useNow()
  const atMs = Date.parse(at)
  const known = now !== undefined && !Number.isNaN(atMs)
  // A message of this very second is newer than the last tick.
  const text = known ? formatTime(format, atMs, Math.max(now, atMs)) : ''
  const title = known && format !== 'full' ? formatTime('full', atMs, now) : undefined
  return (
    <time dateTime={at} title={title} className={cn('nums inline-block min-w-6', className)}>
      {text}
    </time>
  )
}
