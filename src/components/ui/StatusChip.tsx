'use client'
import { LoaderCircle, Pause, RefreshCw, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

export type ChipState =
  | 'connecting'
  | 'real-time'
  | 'silent'
  | 'reconnecting'
  | 'restarting'
  | 'polling'
  | 'offline'
  | 'ended'
  | 'paused'

/** Says the state of the connection, and announces it: it is a live region. */
export function StatusChip({ state, className }: { state: ChipState; className?: string }) {
  const { word, look, mark } = faces[state]
  return (
    <span
      role="status"
      data-state={state}
      className={cn(
        'inline-flex h-6.5 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 font-medium text-xs',
        look,
        className,
      )}
    >
      {mark}
      <span>
        <span className="sr-only">Status: </span>
        {word}
      </span>
    </span>
  )
}

interface Face {
  word: string
  look: string
  mark: ReactNode
}

const quiet = 'bg-sunken text-fg-muted'
const waiting = 'bg-away-tint text-away-fg'

const realTime: Face = {
  word: 'Real-time',
  look: 'bg-online-tint text-online-fg',
  mark: (
    <span
      aria-hidden
      className="dot m-0.5 size-2 animate-pulse-dot rounded-full bg-online ring-1 ring-online/50 ring-offset-2 ring-offset-online-tint"
    />
  ),
}

const offline: Face = {
  word: 'Offline',
  look: quiet,
  mark: <WifiOff aria-hidden className="size-3.5" />,
}

const reconnecting: Face = {
  word: 'Reconnecting…',
  look: waiting,
  mark: <LoaderCircle aria-hidden className="size-3.5 animate-spin" />,
}

// The first two seconds of a drop are nobody's business.
const faces: Record<ChipState, Face> = {
  connecting: {
    word: 'Connecting…',
    look: quiet,
    mark: <LoaderCircle aria-hidden className="size-3.5 animate-spin" />,
  },
  'real-time': realTime,
  silent: realTime,
  reconnecting,
  restarting: reconnecting,
  polling: {
    word: 'Polling',
    look: waiting,
    mark: <RefreshCw aria-hidden className="size-3.5" />,
  },
  paused: {
    word: 'Paused',
    look: 'border border-border bg-surface text-fg-muted',
    mark: <Pause aria-hidden className="size-3.5" />,
  },
  offline,
  ended: offline,
}
