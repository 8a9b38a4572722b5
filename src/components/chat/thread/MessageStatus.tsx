'use client'
import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Time } from '@/components/ui/Time'
import { useChatActions } from '../state/ChatProvider'
import type { Bubble } from './bubble'

interface MessageStatusProps {
  bubble: Bubble
  /** How far it has got with everybody it is for. */
  way: 'sent' | 'delivered' | 'read'
  readAt?: string | undefined
}

/** The line under an own message: where it is on its way. */
export function MessageStatus({ bubble, way, readAt }: MessageStatusProps) {
  if (bubble.state === 'failed') return <NotSent bubble={bubble} />
  if (bubble.state === 'sent') return <Sent bubble={bubble} way={way} readAt={readAt} />
  return <OnItsWay bubble={bubble} />
}

function Sent({ bubble, way, readAt }: MessageStatusProps) {
  if (way === 'delivered') return <Line icon={<CheckCheck aria-hidden />}>Delivered</Line>
  if (way === 'sent') {
    return (
      <Line icon={<Check aria-hidden />}>
        Sent <Time at={bubble.at} format="group" />
      </Line>
    )
  }
  return (
    <Line icon={<CheckCheck aria-hidden className="text-accent-fg" />}>
      Read {readAt && <Time at={readAt} format="group" />}
    </Line>
  )
}

const SAID_AFTER_MS = 1000

/** Looks sent for a second, with a clock; then it says so. */
function OnItsWay({ bubble }: { bubble: Bubble }) {
  const [slow, setSlow] = useState(false)
  const { at } = bubble
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), Date.parse(at) + SAID_AFTER_MS - Date.now())
    return () => clearTimeout(timer)
  }, [at])
  const word = bubble.state === 'fallback' ? 'Still sending…' : 'Sending…'
  return (
    <Line icon={<Clock aria-label="Sending" />}>
      {slow || bubble.state === 'fallback' ? word : ''}
    </Line>
  )
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="nums mt-1 flex h-4 items-center gap-1 px-1 text-fg-muted text-xs [&_.lucide]:size-3.5">
      {icon}
      <span>{children}</span>
    </p>
  )
}

function NotSent({ bubble }: { bubble: Bubble }) {
  const actions = useChatActions()
  return (
    <p
      title={bubble.reason}
      className="mt-1.5 flex min-h-6 flex-wrap items-center gap-x-3 px-1 text-danger-fg text-xs"
    >
      <span className="flex items-center gap-1">
        <CircleAlert aria-hidden className="size-3.5" />
        Not sent.
      </span>
      {bubble.canRetry && <Action onClick={() => actions.retry(bubble.key)}>Retry</Action>}
      <Action onClick={() => actions.edit(bubble.key)}>Edit</Action>
      <Action onClick={() => actions.discard(bubble.key)}>Delete</Action>
    </p>
  )
}

function Action({ onClick, children }: { onClick(): void; children: string }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="hit-24 font-semibold underline underline-offset-2 pointer-coarse:min-h-11"
    >
      {children}
    </button>
  )
}
