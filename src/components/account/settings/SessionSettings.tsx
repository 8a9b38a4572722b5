'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Skeleton } from '@/components/ui/Skeleton'
import { Time } from '@/components/ui/Time'
import type { AccountSession } from '@/lib/accountProtocol'
import { deviceWords } from './deviceWords'
import { SettingsSection } from './SettingsSection'
import { useAccountSessions } from './useAccountSessions'

export function SessionSettings() {
  const { sessions, failed, ending, load, end, endOthers } = useAccountSessions()
  const [asking, setAsking] = useState(false)
  const confirm = async () => {
    await endOthers()
    setAsking(false)
  }
  return (
    <SettingsSection title="Where you’re logged in">
      {!sessions && !failed && <Skeleton className="h-12" />}
      {failed && (
        <p role="alert" className="flex flex-wrap items-center gap-3 text-danger-fg text-sm">
          Couldn’t load the list.
          <Button onClick={() => void load()}>Retry</Button>
        </p>
      )}
      {sessions && (
        <ul className="-my-2 divide-y divide-border">
          {sessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              busy={ending === session.id}
              onEnd={() => void end(session.id)}
            />
          ))}
        </ul>
      )}
      {sessions && sessions.length > 1 && (
        <Button size="md" className="self-start" onClick={() => setAsking(true)}>
          Log out everywhere else
        </Button>
      )}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="Log out everywhere else?"
        description="Every other browser and tab of yours has to log in again. This one stays."
        footer={
          <>
            <Button size="md" onClick={() => setAsking(false)}>
              Cancel
            </Button>
            <Button
              variant="danger"
              size="md"
              busy={ending === 'others'}
              onClick={() => void confirm()}
            >
              Log out everywhere else
            </Button>
          </>
        }
      />
    </SettingsSection>
  )
}

interface SessionRowProps {
  session: AccountSession
  busy: boolean
  onEnd(): void
}

function SessionRow({ session, busy, onEnd }: SessionRowProps) {
  const device = deviceWords(session.userAgent)
  return (
    <li className="flex min-h-12 items-center justify-between gap-4 py-2">
      <div className="min-w-0">
        <p className="truncate font-medium" title={session.userAgent}>
          {device}
        </p>
        <p className="text-fg-muted text-sm">
          Last used <Time at={session.lastUsedAt} format="ago" />
        </p>
      </div>
      {session.current ? (
        <span className="rounded-sm bg-accent-tint px-2 py-0.5 font-medium text-accent-fg text-xs">
          This one
        </span>
      ) : (
        <Button busy={busy} aria-label={`Log out ${device}`} onClick={onEnd}>
          Log out
        </Button>
      )}
    </li>
  )
}
