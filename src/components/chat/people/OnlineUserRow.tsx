'use client'
import { memo } from 'react'
import { Avatar } from '@/components/ui/Avatar'
import { cn } from '@/components/ui/cn'
import { Time } from '@/components/ui/Time'
import { usePresenceState, useTypesToMe } from '../state/ChatProvider'
import type { Person } from '../state/people'

interface OnlineUserRowProps {
  person: Person
  onChoose(userId: string): void
}

export const OnlineUserRow = memo(function OnlineUserRow(props: OnlineUserRowProps) {
  const { person, onChoose } = props
  const stale = usePresenceState((state) => state.stale)
  const offline = person.presence === 'offline'
  const face = (
    <>
      <Avatar
        userId={person.userId}
        name={person.name}
        src={person.avatar}
        size={32}
        presence={stale ? undefined : person.presence}
        ringClassName="ring-panel group-hover:ring-hover"
      />
      <span className="min-w-0 flex-1">
        <span
          title={person.name}
          className={cn(
            'block truncate text-sm',
            offline ? 'text-fg-muted' : 'font-medium text-fg',
          )}
        >
          <bdi>{person.name}</bdi>
          {person.isMe && ' (you)'}
        </span>
        <span className="block truncate text-fg-subtle text-xs">
          {stale ? ' ' : <Detail person={person} />}
        </span>
      </span>
    </>
  )
  if (person.isMe) return <li className={cn(look, 'cursor-default')}>{face}</li>
  return (
    <li>
      <button
        type="button"
        aria-label={`${person.name}, ${stale ? 'presence unknown' : person.presence} – send a message`}
        onClick={() => onChoose(person.userId)}
        className={cn(look, 'group hover:bg-hover active:bg-active')}
      >
        {face}
      </button>
    </li>
  )
}, samePerson)

const look =
  'flex h-12.5 w-full animate-fade items-center gap-2.5 rounded-lg px-2 text-start -outline-offset-2 focus-visible:-outline-offset-2'

function Detail({ person }: { person: Person }) {
  const types = useTypesToMe(person.userId)
  if (types) return <span className="text-accent-fg">Typing…</span>
  return <PresenceDetail presence={person.presence} since={person.since} />
}

/** `Active now` · `Away for 12 min` · `Busy` · `Last seen 2 h ago`. */
function PresenceDetail({ presence, since }: Pick<Person, 'presence' | 'since'>) {
  if (presence === 'online') return 'Active now'
  if (presence === 'busy') return 'Busy'
  if (presence === 'away') {
    return since ? (
      <>
        Away for <Time at={since} format="for" />
      </>
    ) : (
      'Away'
    )
  }
  return since ? (
    <>
      Last seen <Time at={since} format="ago" />
    </>
  ) : (
    'Offline'
  )
}

function samePerson(a: OnlineUserRowProps, b: OnlineUserRowProps): boolean {
  const [one, other] = [a.person, b.person]
  return (
    a.onChoose === b.onChoose &&
    one.name === other.name &&
    one.avatar === other.avatar &&
    one.presence === other.presence &&
    one.since === other.since
  )
}
