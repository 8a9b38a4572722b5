'use client'
import { Pause, Play } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import type { GatewayEvent } from '@/lib/gatewayProtocol'
import { LoadedPart } from '../parts/LoadedPart'
import { PageHead } from '../parts/PageHead'
import { EventDialog } from './EventDialog'
import { EventTable } from './EventTable'
import { useEvents } from './useEvents'

/** What went by between back ends and users, whatever its name, and what became of it. */
export function EventsPage() {
  const { loaded, isPaused, setPaused, busy, readOlder } = useEvents()
  const [shown, setShown] = useState<GatewayEvent>()
  return (
    <>
      <PageHead
        title="Events"
        action={
          <Button
            size="md"
            icon={isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
            onClick={() => setPaused(!isPaused)}
          >
            {isPaused ? 'Resume' : 'Pause'}
          </Button>
        }
      >
        What your back end pushed to users, and what they said to it, in the last 24 hours.
      </PageHead>
      <LoadedPart loaded={loaded} failure="Couldn’t load the events.">
        {({ events, nextCursor }) =>
          events.length === 0 ? (
            <EmptyState title="Nothing went by in the last 24 hours">
              <Link href="/developers/push" className="font-medium text-accent-fg underline">
                Push something
              </Link>
              , and it is listed here.
            </EmptyState>
          ) : (
            <>
              <EventTable events={events} onShow={setShown} />
              {nextCursor && (
                <Button
                  size="md"
                  className="self-center"
                  busy={busy}
                  onClick={() => void readOlder()}
                >
                  Show earlier
                </Button>
              )}
            </>
          )
        }
      </LoadedPart>
      {shown && <EventDialog event={shown} onClose={() => setShown(undefined)} />}
    </>
  )
}
