import { cn } from './cn'

/** A grey block in the place of what is loading; invisible for the first 200 ms. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn('block h-3 animate-skeleton rounded-sm bg-active', className)}
    />
  )
}
