'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { Time } from '@/components/ui/Time'
import { toast } from '@/components/ui/Toaster'
import type { AuditEntry } from '@/lib/developersProtocol'
import { LoadedPart } from '../parts/LoadedPart'
import { PageHead } from '../parts/PageHead'
import { useDevelopers } from '../state/DevelopersProvider'
import { useLoaded } from '../state/useLoaded'
import { deedWords } from './deedWords'

/** Who did what of what matters for security, newest first. */
export function AuditPage() {
  const { api } = useDevelopers()
  const loaded = useLoaded(api.audit)
  const [older, setOlder] = useState<{ entries: AuditEntry[]; hasMore: boolean }>()
  const [busy, setBusy] = useState(false)
  const readMore = async (before: string | undefined) => {
    setBusy(true)
    try {
      const page = await api.audit(before)
      setOlder({ entries: [...(older?.entries ?? []), ...page.entries], hasMore: page.hasMore })
    } catch (error) {
      toast.error('Couldn’t load earlier entries', { description: (error as Error).message })
    }
    setBusy(false)
  }
  return (
    <>
      <PageHead title="Audit log">Who changed keys, sites and people, and when.</PageHead>
      <LoadedPart loaded={loaded} failure="Couldn’t load the log.">
        {({ entries: newest, hasMore }) => {
          const entries = [...newest, ...(older?.entries ?? [])]
          if (entries.length === 0)
            return (
              <EmptyState title="Nothing has been changed yet">
                What you do here is written down.
              </EmptyState>
            )
          return (
            <>
              <Entries entries={entries} />
              {(older?.hasMore ?? hasMore) && (
                <Button
                  size="md"
                  className="self-center"
                  busy={busy}
                  onClick={() => void readMore(entries.at(-1)?.id)}
                >
                  Show earlier
                </Button>
              )}
            </>
          )
        }}
      </LoadedPart>
    </>
  )
}

function Entries({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <ol
      aria-label="Audit log"
      className="divide-y divide-border overflow-hidden rounded-xl border border-border bg-surface"
    >
      {entries.map(({ id, at, actorName, action, target, detail }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-3 text-sm">
          <p className="min-w-0 flex-1 basis-80 [overflow-wrap:anywhere]">
            <bdi className="font-medium">{actorName}</bdi> {deedWords[action]}{' '}
            <bdi className="font-medium">{target}</bdi>
            {detail && <span className="text-fg-muted"> · {detail}</span>}
          </p>
          <Time at={at} format="full" className="text-fg-muted" />
        </li>
      ))}
    </ol>
  )
}
