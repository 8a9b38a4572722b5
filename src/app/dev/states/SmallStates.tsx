'use client'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { Kbd } from '@/components/ui/Kbd'
import { Skeleton } from '@/components/ui/Skeleton'
import { Time } from '@/components/ui/Time'
import { useNow } from '@/components/ui/ticker'
import { Shown } from './Shown'

const agesMinutes = [0, 2, 59, 60 * 5, 60 * 26, 60 * 24 * 4, 60 * 24 * 30, 60 * 24 * 400]
const formats = ['list', 'group', 'ago', 'for', 'day', 'full'] as const

export function SmallStates() {
  return (
    <>
      <Shown id="badge" title="Badge">
        {[1, 12, 99, 100].map((count) => (
          <Badge key={count} count={count} />
        ))}
        <Badge count={7} muted />
      </Shown>
      <Shown id="kbd" title="Kbd">
        <Kbd keys={['mod', 'K']} />
        <Kbd keys={['alt', 'shift', 'up']} />
        <Kbd>Enter</Kbd>
      </Shown>
      <Shown id="time" title="Time">
        <Times />
      </Shown>
      <Shown id="skeleton" title="Skeleton">
        <Skeleton className="size-10 rounded-full" />
        <div className="flex flex-1 flex-col gap-2">
          <Skeleton className="w-[55%]" />
          <Skeleton className="w-[80%]" />
        </div>
      </Shown>
      <Shown id="empty-state" title="Empty state">
        <EmptyState
          title="No conversations yet"
          action={<Button>Refresh</Button>}
          className="flex-1"
        >
          People who are online appear on the right. Choose one to say hello.
        </EmptyState>
      </Shown>
    </>
  )
}

function Times() {
  const now = useNow()
  if (now === undefined) return null
  return formats.map((format) => (
    <p key={format} className="flex w-full flex-wrap gap-4 text-sm">
      <span className="w-12 text-fg-subtle">{format}</span>
      {agesMinutes.map((minutes) => (
        <Time key={minutes} at={new Date(now - minutes * 60_000).toISOString()} format={format} />
      ))}
    </p>
  ))
}
