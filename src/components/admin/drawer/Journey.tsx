'use client'
import { EmptyState } from '@/components/ui/EmptyState'
import { onSite } from '@/components/ui/onSite'
import { Skeleton } from '@/components/ui/Skeleton'
import { Time } from '@/components/ui/Time'
import { useSecond } from '@/components/ui/ticker'
import type { PageView } from '@/lib/adminProtocol'
import { parsedUrl } from '@/lib/parsedUrl'
import { DrawerFailed } from './DrawerFailed'

interface JourneyProps {
  /** Newest first. */
  pages: readonly PageView[] | undefined
  failure: string | undefined
  onRetry(): void
}

/** The pages of this stay, and how long each was read. */
export function Journey({ pages, failure, onRetry }: JourneyProps) {
  if (!pages && failure) return <DrawerFailed failure={failure} onRetry={onRetry} />
  if (!pages) return <JourneySkeleton />
  if (pages.length === 0) return <EmptyState title="No pages yet" />
  return (
    <ol className="flex flex-col">
      {pages.map((page) => (
        <Stop key={`${page.enteredAt} ${page.url}`} page={page} />
      ))}
    </ol>
  )
}

function Stop({ page }: { page: PageView }) {
  const { url, title, enteredAt, leftAt } = page
  return (
    <li className="relative flex gap-3 pb-4 ps-5 before:absolute before:inset-y-0 before:start-1 before:w-px before:bg-border last:before:hidden">
      <span
        aria-hidden
        className={`dot absolute start-0 top-1.5 size-2.25 rounded-full ring-2 ring-surface ${leftAt ? 'bg-control' : 'bg-online'}`}
      />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 font-medium">
          <bdi className="min-w-0 truncate">{title || pathOf(url)}</bdi>
          {!leftAt && (
            <span className="rounded-sm bg-online-tint px-1.5 text-2xs text-online-fg">Now</span>
          )}
        </p>
        <p className="truncate font-mono text-fg-subtle text-xs" title={url}>
          {pathOf(url)}
        </p>
      </div>
      <p className="nums shrink-0 text-end text-fg-muted text-xs">
        <Dwell {...page} />
        <Time at={enteredAt} format="group" className="block" />
      </p>
    </li>
  )
}

function Dwell({ enteredAt, leftAt }: PageView) {
  const now = useSecond()
  const untilMs = leftAt ? Date.parse(leftAt) : now
  return <span className="block">{untilMs ? onSite(untilMs - Date.parse(enteredAt)) : ''}</span>
}

function JourneySkeleton() {
  return (
    <div role="status" aria-label="Loading the journey" className="flex flex-col gap-5">
      {['a', 'b', 'c'].map((row) => (
        <span key={row} className="flex flex-col gap-1.5">
          <Skeleton className="h-3 w-[45%]" />
          <Skeleton className="h-2.5 w-[60%]" />
        </span>
      ))}
    </div>
  )
}

function pathOf(url: string): string {
  const address = parsedUrl(url)
  return address ? address.pathname + address.search : url
}
