import { cn } from './cn'

/** A grey block in the place of what is loading; invisible for the first 200 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('skeleton animate-skeleton bg-active', className)} />
}
