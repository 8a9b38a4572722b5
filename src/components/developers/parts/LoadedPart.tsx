import type { ReactNode } from 'react'
import { Button } from '@/components/ui/Button'
import { Skeleton } from '@/components/ui/Skeleton'
import type { Loaded } from '../state/useLoaded'

interface LoadedPartProps<T> {
  loaded: Loaded<T>
  /** `Couldn’t load the keys.` */
  failure: string
  children(data: T): ReactNode
}

/** What was read; a grey block until then, and why not with a way to try again. */
export function LoadedPart<T>({ loaded, failure, children }: LoadedPartProps<T>) {
  const { data, failure: reason, reload } = loaded
  return (
    <>
      <div role="alert" className={reason ? undefined : '-mb-6'}>
        {reason && (
          <p className="flex flex-wrap items-center justify-between gap-3 rounded-lg bg-danger-tint px-4 py-2.5 text-danger-fg text-sm">
            <span className="min-w-0">
              {failure} {reason}.
            </span>
            <Button onClick={() => void reload()}>Retry</Button>
          </p>
        )}
      </div>
      {data !== undefined && children(data)}
      {data === undefined && !reason && (
        <div aria-hidden className="flex flex-col gap-3">
          <Skeleton className="block h-11 rounded-xl" />
          <Skeleton className="block h-40 rounded-xl" />
        </div>
      )}
    </>
  )
}
