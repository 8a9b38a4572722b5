'use client'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Time } from '@/components/ui/Time'
import { useSecond } from '@/components/ui/ticker'
import type {
  PresenceConnection,
  PresenceExplanation,
  PresenceTransition,
} from '@/lib/adminProtocol'
import { useAdmin } from '../state/AdminProvider'

/** Why somebody counts as online, for whoever doubts it. Read when it is opened. */
export function WhyOnline({ userId, moment }: { userId: string; moment: string }) {
  const [isOpen, setOpen] = useState(false)
  const { explanation, failure, read } = useExplanation(userId, isOpen, moment)
  return (
    <details
      className="rounded-xl border border-border"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="cursor-pointer rounded-xl px-3.5 py-2.5 font-medium hover:bg-hover">
        Why online?
      </summary>
      <div className="flex flex-col gap-3 border-border border-t p-3.5 text-sm">
        {failure && (
          <p role="alert" className="text-danger-fg">
            {failure}
          </p>
        )}
        {explanation && <Explanation {...explanation} />}
        <Button className="self-start" onClick={read}>
          Ask again
        </Button>
      </div>
    </details>
  )
}

function Explanation({ reason, connections, transitions }: PresenceExplanation) {
  return (
    <>
      <p>{reason}</p>
      {connections.map((connection) => (
        <Connection key={connection.connectionId} {...connection} />
      ))}
      {transitions.length > 0 && (
        <section aria-label="What happened">
          <h3 className="font-medium text-fg-muted text-xs">What happened</h3>
          <ol className="mt-1.5 flex flex-col gap-1.5">
            {transitions.map((transition) => (
              <Transition
                key={`${transition.at} ${transition.what} ${transition.connectionId}`}
                {...transition}
              />
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

const transports = { websocket: 'WebSocket', polling: 'long polling', http: 'HTTP requests only' }

function Connection(connection: PresenceConnection) {
  const { connectionId, nodeId, transport, lastBeatAt, leaseEndsAt, connectedAt } = connection
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-lg bg-sunken p-2.5 text-xs">
      <dt className="text-fg-muted">Connection</dt>
      <dd className="truncate font-mono">{connectionId}</dd>
      <dt className="text-fg-muted">By</dt>
      <dd>{transports[transport]}</dd>
      <dt className="text-fg-muted">Since</dt>
      <dd>
        <Time at={connectedAt} format="group" />
      </dd>
      <dt className="text-fg-muted">Process</dt>
      <dd className="truncate font-mono">{nodeId}</dd>
      <dt className="text-fg-muted">Last sign of life</dt>
      <dd>
        <Ago at={lastBeatAt} />
      </dd>
      {leaseEndsAt && (
        <>
          <dt className="text-fg-muted">Lease ends</dt>
          <dd>
            <In at={leaseEndsAt} />
          </dd>
        </>
      )}
    </dl>
  )
}

function Transition({ at, what, reason }: PresenceTransition) {
  return (
    <li className="flex gap-2.5 text-xs">
      <Time at={at} format="group" className="shrink-0 text-fg-muted" />
      <span>
        <span className="font-medium">{what}</span> {reason}
      </span>
    </li>
  )
}

function Ago({ at }: { at: string }) {
  const now = useSecond()
  return now === undefined ? '' : `${seconds(now - Date.parse(at))} s ago`
}

function In({ at }: { at: string }) {
  const now = useSecond()
  return now === undefined ? '' : `in ${seconds(Date.parse(at) - now)} s`
}

function seconds(ms: number): number {
  return Math.max(0, Math.round(ms / 1000))
}

function useExplanation(userId: string, isOpen: boolean, moment: string) {
  const admin = useAdmin()
  const [explanation, setExplanation] = useState<PresenceExplanation>()
  const [failure, setFailure] = useState<string>()
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    if (!isOpen || !moment || asked < 0) return
    let current = true
    admin
      .api()
      .presenceExplanation(userId)
      .then(
        (found) => {
          if (!current) return
          setExplanation(found)
          setFailure(undefined)
        },
        (error: Error) => current && setFailure(error.message),
      )
    return () => {
      current = false
    }
  }, [admin, userId, isOpen, moment, asked])
  return { explanation, failure, read: () => setAsked((count) => count + 1) }
}
