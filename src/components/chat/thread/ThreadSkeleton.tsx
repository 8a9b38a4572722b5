import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/Skeleton'

const bubbles = [
  { width: 'w-[62%]', own: false },
  { width: 'w-[38%]', own: true },
  { width: 'w-[70%]', own: false },
  { width: 'w-[44%]', own: true },
  { width: 'w-[56%]', own: false },
]

/** Five bubbles in the places of messages. */
export function ThreadSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading messages"
      className="mx-auto flex w-full max-w-[49.5rem] flex-1 flex-col justify-end gap-4 px-3 pb-3 md:px-4"
    >
      {bubbles.map(({ width, own }) => (
        <div key={width} className={cn('flex gap-2.5', own && 'justify-end')}>
          {!own && <Skeleton className="size-8 rounded-full" />}
          <Skeleton className={cn('h-9 max-w-140 rounded-2xl', width)} />
        </div>
      ))}
    </div>
  )
}
