'use client'
import { RotateCw } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/EmptyState'
import { Skeleton } from '@/components/ui/Skeleton'
import { StatusChip } from '@/components/ui/StatusChip'
import { tabSession } from '@/lib/session'
import { useChat, useChatActions, useChatState, usePresenceState } from '../state/ChatProvider'
import { orderedPeople, type Person, usersOnline } from '../state/people'
import { OnlineUserRow } from './OnlineUserRow'

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
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-3">
        <People here={people.here} offline={people.offline} onChoose={onChoose} />
      </div>
    </div>
  )
}

function Connection() {
  const state = usePresenceState(({ connection }) => connection)
  // The first second of a page is for skeletons; words come after it.
  return <StatusChip state={state} className={state === 'connecting' ? 'animate-[unseen_1s]' : ''} />
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

interface PeopleProps {
  here: Person[]
  offline: Person[]
  onChoose(userId: string): void
}

function People({ here, offline, onChoose }: PeopleProps) {
  const known = usePresenceState((state) => state.known)
  const failure = usePresenceState((state) => state.failure)
  return (
    <>
      {failure && <LoadFailed reason={failure} />}
      {!known && !failure && <PeopleSkeleton />}
      {known && here.length === 0 && <NobodyHere />}
      <PeopleList people={here} onChoose={onChoose} />
      {offline.length > 0 && (
        <>
          <h3 className="px-2 pt-3 pb-1 font-medium text-fg-muted text-xs">
            Offline — {offline.length}
          </h3>
          <PeopleList people={offline} onChoose={onChoose} />
        </>
      )}
    </>
  )
}

function PeopleList({ people, onChoose }: { people: Person[]; onChoose(userId: string): void }) {
  return (
    <ul className="flex flex-col">
      {people.map((person) => (
        <OnlineUserRow key={person.userId} person={person} onChoose={onChoose} />
      ))}
    </ul>
  )
}

function LoadFailed({ reason }: { reason: string }) {
  const { refresh } = useChatActions()
  return (
    <div role="alert" className="m-2 rounded-xl bg-danger-tint p-3 text-danger-fg text-sm">
      <p className="[overflow-wrap:anywhere]">Error loading online users: {reason}</p>
      <Button className="mt-2" onClick={() => void refresh()}>
        Retry
      </Button>
    </div>
  )
}

function NobodyHere() {
  return (
    <EmptyState title="You’re the only one here" className="px-3">
      {tabSession() !== null && 'Open this page in another tab as someone else to see it change.'}
    </EmptyState>
  )
}

function PeopleSkeleton() {
  return (
    <div role="status" aria-label="Loading online users">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
        <div key={row} className="flex h-12.5 items-center gap-2.5 px-2">
          <Skeleton className="size-8 rounded-full" />
          <span className="flex flex-1 flex-col gap-1.5">
            <Skeleton className="w-[60%]" />
            <Skeleton className="h-2.5 w-[40%]" />
          </span>
        </div>
      ))}
    </div>
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
