'use client'
import { type MouseEvent, memo } from 'react'
import { Avatar } from '@/components/ui/Avatar'
import { cn } from '@/components/ui/cn'
import { faceName } from '@/components/ui/visitorName'
import type { OnlineUser } from '@/lib/protocol'
import { isAbsent, type VisitorChat } from '../rows/visitorChat'
import { factsOf } from '../rows/visitorFacts'
import { presenceOf, statusWords } from '../rows/visitorStatus'
import { useVisitorsState } from '../state/AdminProvider'
import { useIdleClock } from '../state/useShownVisitors'
import { ChatCell } from './ChatCell'
import { CountryCell, DeviceCell, OnSiteCell, PageCell } from './cells'
import type { Column } from './columns'
import type { DrawnRow } from './useFrozenRows'

interface VisitorRowProps extends DrawnRow {
  columns: readonly Column[]
  grid: string
  index: number
  isOpen: boolean
  isTabStop: boolean
  chat: VisitorChat | undefined
  onOpen(userId: string, tab?: 'conversation'): void
}

/** One person. The name is the link; the rest of the row is as good a place to click. */
export const VisitorRow = memo(function VisitorRow(props: VisitorRowProps) {
  const { user, chat, state, columns, grid, index, isOpen, onOpen } = props
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      data-state={state}
      onClick={() => onOpen(user.userId)}
      style={{ gridTemplateColumns: grid }}
      className={cn(rowLook, isOpen ? 'bg-selected' : 'hover:bg-hover', stateLook[state])}
    >
      {columns.map(({ id, end }) => (
        <div
          key={id}
          role="cell"
          className={cn('min-w-0', end && 'text-end', narrowPlace(id, chat))}
        >
          {id === 'user' && <UserCell {...props} />}
          {id === 'chat' && <ChatCell user={user} chat={chat} onOpen={onOpen} />}
          {id !== 'user' && id !== 'chat' && <Cell id={id} user={user} />}
        </div>
      ))}
    </div>
  )
})

function UserCell({ user, state, isTabStop, isOpen }: VisitorRowProps) {
  const { name, isTeam } = factsOf(user)
  const presence = usePresenceOf(user)
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar
        userId={user.userId}
        name={faceName(name)}
        src={user.avatar}
        size={28}
        presence={state === 'left' || isAbsent(user) ? 'offline' : presence}
        ringClassName={isOpen ? 'ring-selected' : 'ring-surface'}
        className="max-md:-my-2 max-md:size-8 max-md:translate-y-2.5"
      />
      <a
        href={`/admin?user=${encodeURIComponent(user.userId)}`}
        tabIndex={isTabStop ? 0 : -1}
        onClick={leaveToRow}
        title={name}
        className="min-w-0 truncate rounded-xs font-medium max-md:text-base"
      >
        <bdi>{name}</bdi>
        {presence === 'away' && !isAbsent(user) && <span className="sr-only">, idle</span>}
      </a>
      {presence === 'busy' && state !== 'left' && <Tag>{statusWords(user) ?? ''}</Tag>}
      {isTeam && <Tag>Team</Tag>}
      {(state === 'left' || isAbsent(user)) && <Tag>Left</Tag>}
    </span>
  )
}

/** The click goes on to the row, which opens the drawer once; new tabs and windows are the link's. */
function leaveToRow(event: MouseEvent): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey) event.stopPropagation()
  else event.preventDefault()
}

function Tag({ children }: { children: string }) {
  return (
    <span className="shrink-0 rounded-sm bg-sunken px-1.5 py-0.5 font-medium text-2xs text-fg-muted">
      {children}
    </span>
  )
}

/** Unknown while the connection is away for long: a stale green dot is worse than none. */
function usePresenceOf(user: OnlineUser) {
  const stale = useVisitorsState((state) => state.stale)
  const clock = useIdleClock()
  return stale ? undefined : presenceOf(user, clock)
}

function Cell({ id, user }: { id: Column['id']; user: OnlineUser }) {
  const { site, source } = factsOf(user)
  if (id === 'page') return <PageCell user={user} />
  if (id === 'country') return <CountryCell user={user} />
  if (id === 'device') return <DeviceCell user={user} />
  if (id === 'onsite') return <OnSiteCell user={user} />
  return <span className="block truncate text-fg-muted">{id === 'site' ? site : source}</span>
}

/** On a phone a row is two lines, who and below where; the avatar and the time stand beside both. */
function narrowPlace(id: Column['id'], chat: VisitorChat | undefined): string {
  const isAlone = chat === undefined || chat.phase === 'closed'
  if (id === 'onsite' && isAlone) return cn(narrow.onsite, 'max-md:row-span-2')
  if (id === 'chat' && isAlone) return 'max-md:hidden'
  return narrow[id] ?? 'max-md:hidden'
}

const narrow: Partial<Record<Column['id'], string>> = {
  user: 'max-md:col-start-1 max-md:row-start-1',
  onsite: 'max-md:col-start-2 max-md:row-start-1 max-md:text-fg-muted',
  chat: 'max-md:col-start-2 max-md:row-start-2 max-md:justify-self-end',
  page: 'max-md:col-start-1 max-md:row-start-2 max-md:ps-10.5',
}

const rowLook =
  'group/row grid h-12 cursor-pointer items-center contain-content [content-visibility:auto] gap-3 border-border border-b px-4 text-sm max-md:h-16 max-md:grid-cols-[minmax(0,1fr)_auto]! max-md:content-center max-md:gap-x-3 max-md:gap-y-0'

const stateLook: Record<DrawnRow['state'], string> = {
  here: '',
  joined: 'animate-row-in motion-reduce:shadow-[inset_3px_0_0_var(--online)]',
  left: 'text-fg-subtle [&_*]:text-fg-subtle',
}
