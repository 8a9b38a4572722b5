import { cn } from './cn'

interface BadgeProps {
  count: number
  /** Grey: counted, but not asking for attention. */
  muted?: boolean
  className?: string
}

/** A count, `99+` above 99, nothing at 0. Say what is counted in the label of what holds it. */
export function Badge({ count, muted = false, className }: BadgeProps) {
  if (count <= 0) return null
  return (
    <span
      className={cn(
        'nums inline-flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-full px-1.25 font-semibold text-2xs',
        muted ? 'bg-active text-fg-muted' : 'bg-unread text-on-danger',
        className,
      )}
    >
      {count > 99 ? '99+' : count}
    </span>
  )
}
