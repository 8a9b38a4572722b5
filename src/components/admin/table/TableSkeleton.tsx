import { Skeleton } from '@/components/ui/Skeleton'

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** The table before anything is known, of the same height. */
export function TableSkeleton() {
  return (
    <div role="status" aria-label="Loading online users" className="pt-9">
      {rows.map((row) => (
        <div key={row} className="flex h-12 items-center gap-3 border-border border-t px-4">
          <Skeleton className="size-7 shrink-0 rounded-full" />
          <Skeleton className="h-3 w-[18%]" />
          <Skeleton className="h-3 w-[32%]" />
          <Skeleton className="h-3 w-[14%] max-md:hidden" />
          <Skeleton className="ms-auto h-3 w-10" />
        </div>
      ))}
    </div>
  )
}
