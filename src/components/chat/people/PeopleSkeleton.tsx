import { Skeleton } from '@/components/ui/Skeleton'

export function PeopleSkeleton() {
  return (
    <div role="status" aria-label="Loading online users">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
        <div key={row} className="flex h-12.5 items-center gap-2.5 px-2">
          <Skeleton className="size-8 rounded-full" />
          <span className="flex flex-1 flex-col gap-1.5">
            <Skeleton className="w-[60%]" />
            <Skeleton className="h-2.5 w-[40%]" />
          </span>
        </div>
      ))}
    </div>
  )
}
