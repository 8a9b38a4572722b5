'use client'
import { ArrowLeft } from 'lucide-react'
import { Avatar } from '@/components/ui/Avatar'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/IconButton'
import { Skeleton } from '@/components/ui/Skeleton'
import { Time } from '@/components/ui/Time'
import type { Conversation, Participant } from '@/lib/protocol'
import { usePeerPresence } from '../list/useConversationRow'
import { useChat, usePresenceState, useTyping } from '../state/ChatProvider'
import { peerOf } from '../state/people'
import { ConversationMenu } from './ConversationMenu'
import { NotificationBell } from './NotificationBell'
import { PeopleButton, type PeopleDoor } from './PeopleButton'

interface ThreadHeaderProps {
  conversation: Conversation | undefined
  name: string
  onBack(): void
  people: PeopleDoor
}

export function ThreadHeader({ conversation, name, onBack, people }: ThreadHeaderProps) {
  const me = useChat().me.id
  const peer = conversation && peerOf(conversation, me)
  const presence = usePeerPresence(peer?.userId)
  const face = peer ?? { userId: conversation?.id ?? '', name }
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 border-border border-b bg-surface px-4 max-md:ps-1">
      <IconButton
        label="Back to chats"
        icon={<ArrowLeft aria-hidden className="rtl:-scale-x-100" />}
        className="md:hidden"
        onClick={onBack}
      />
      {conversation ? (
        <Avatar {...face} src={peer?.avatar} size={32} presence={presence} />
      ) : (
        <Skeleton className="size-8 rounded-full" />
      )}
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold text-base" title={name}>
          <bdi>{name}</bdi>
        </h2>
        {conversation && <SecondLine conversation={conversation} peer={peer} />}
      </div>
      <PeopleButton people={people} />
      <div className="-me-1.5 flex items-center gap-1">
        <NotificationBell />
        {conversation && <ConversationMenu conversation={conversation} />}
      </div>
    </header>
  )
}

interface SecondLineProps {
  conversation: Conversation
  peer: Participant | undefined
}

function SecondLine({ conversation, peer }: SecondLineProps) {
  const typing = useTyping(conversation.id).length > 0
  return (
    <p className="truncate text-fg-subtle text-xs">
      {typing && <span className="text-accent-fg md:hidden">typing…</span>}
      <span className={cn(typing && 'max-md:hidden')}>
        {peer ? <PeerLine peer={peer} /> : <GroupLine conversation={conversation} />}
      </span>
    </p>
  )
}

/** How many, then their names as far as there is room. */
function GroupLine({ conversation }: { conversation: Conversation }) {
  const me = useChat().me.id
  const { participants } = conversation
  const names = participants.map(({ userId, name }) => (userId === me ? 'You' : name))
  return (
    <>
      {participants.length === 1 ? '1 person' : `${participants.length} people`} ·{' '}
      <bdi>{names.join(', ')}</bdi>
    </>
  )
}

function PeerLine({ peer }: { peer: Participant }) {
  const presence = usePeerPresence(peer.userId)
  const since = usePresenceState(({ users }) => users[peer.userId]?.lastActiveAt)
  if (presence === 'online') return <span className="text-online-fg">Online</span>
  if (presence === 'busy') return 'Busy'
  if (presence === 'away') {
    return (
      <span className="text-away-fg">
        Away{' '}
        {since && (
          <>
            for <Time at={since} format="for" />
          </>
        )}
      </span>
    )
  }
  if (presence === undefined || !peer.lastSeen) return presence ? 'Offline' : ' '
  return (
    <>
      Last seen <Time at={peer.lastSeen} format="ago" />
    </>
  )
}
