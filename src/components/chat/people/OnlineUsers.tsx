'use client'
import { RotateCw } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { cn } from '@/components/ui/cn'
import { StatusChip } from '@/components/ui/StatusChip'
import { usersOnline } from '@/components/ui/usersOnline'
import { tabSession } from '@/lib/session'
import { useChat, useChatActions, useChatState, usePresenceState } from '../state/ChatProvider'
import { orderedPeople } from '../state/people'
import { People } from './People'

interface OnlineUsersProps {
  onChoose(userId: string): void
  /** A button beside the heading that closes what this is in. */
  close?: ReactNode
}

/** Everyone who is here, and those of my conversations who are not. */
export function OnlineUsers({ onChoose, close }: OnlineUsersProps) {
  const people = usePeople()
  return (
    <div className="flex h-full min-h-0 flex-col bg-panel">
      <header className="flex h-14 shrink-0 items-center gap-2 border-border border-b ps-4 pe-3">
        <h2 className="whitespace-nowrap font-semibold text-md">Online Users</h2>
        <Badge count={people.here.length} muted />
        <span className="flex-1" />
        <RefreshButton iconOnly={close !== undefined} />
        {close}
      </header>
      <div className="flex h-11 shrink-0 items-center justify-between gap-2 px-4">
        <Connection />
        {people.known && (
          <p className="nums text-fg-muted text-xs">{usersOnline(people.here.length)}</p>
        )}
      </div>
      <People here={people.here} offline={people.offline} onChoose={onChoose} />
    </div>
  )
}

function Connection() {
  const state = usePresenceState(({ connection }) => connection)
  // The first second of a page is for skeletons; words come after it.
  return (
    <StatusChip state={state} className={state === 'connecting' ? 'animate-[unseen_1s]' : ''} />
  )
}

function RefreshButton({ iconOnly }: { iconOnly: boolean }) {
  const { refresh } = useChatActions()
  const busy = usePresenceState(({ refreshing }) => refreshing)
  return (
    <Button
      variant="ghost"
      aria-busy={busy || undefined}
      icon={<RotateCw aria-hidden className={cn(busy && 'animate-spin')} />}
      onClick={() => void refresh()}
    >
      <span className={iconOnly ? 'sr-only' : 'max-md:sr-only'}>Refresh</span>
    </Button>
  )
}

function usePeople() {
  const me = useChat().me.id
  const users = usePresenceState((state) => state.users)
  const known = usePresenceState((state) => state.known)
  const conversations = useChatState((state) => state.conversations)
  return useMemo(() => {
    const showMe = tabSession() !== null
    const people = orderedPeople(Object.values(users), Object.values(conversations), me, showMe)
    return known ? { ...people, known } : { here: [], offline: [], known }
  }, [users, conversations, me, known])
}
