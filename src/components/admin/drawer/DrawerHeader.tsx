'use client'
import { ArrowLeft, X } from 'lucide-react'
import type { RefObject } from 'react'
import { Avatar } from '@/components/ui/Avatar'
import { IconButton } from '@/components/ui/IconButton'
import { onSite } from '@/components/ui/onSite'
import { Time } from '@/components/ui/Time'
import { useSecond } from '@/components/ui/ticker'
import { faceName } from '@/components/ui/visitorName'
import type { OnlineUser } from '@/lib/protocol'
import { factsOf } from '../rows/visitorFacts'
import { presenceOf, statusWords } from '../rows/visitorStatus'
import { useVisitorsState } from '../state/AdminProvider'
import { useIdleClock } from '../state/useShownVisitors'
import { ChatMenu } from './ChatMenu'
import type { FollowedVisitor } from './useFollowedVisitor'
import type { VisitorTalk } from './useVisitorConversation'
import { ViewerFaces } from './ViewerFaces'

interface DrawerHeaderProps {
  userId: string
  name: string
  visitor: FollowedVisitor
  heading: RefObject<HTMLHeadingElement | null>
  talk: VisitorTalk
  onClose(): void
}

export function DrawerHeader(props: DrawerHeaderProps) {
  const { userId, name, visitor, heading, talk, onClose } = props
  const presence = usePresence(visitor)
  return (
    <header className="flex h-14 shrink-0 items-center gap-2.5 border-border border-b px-3 md:px-4">
      <IconButton
        label="Back to online users"
        icon={<ArrowLeft aria-hidden className="rtl:-scale-x-100" />}
        className="md:hidden"
        onClick={onClose}
      />
      <Avatar
        userId={userId}
        name={faceName(name)}
        src={visitor.user?.avatar}
        size={32}
        presence={presence}
      />
      <div className="min-w-0 flex-1">
        <h2
          ref={heading}
          tabIndex={-1}
          className="truncate rounded-xs font-semibold text-base outline-offset-0"
        >
          <bdi>{name}</bdi>
        </h2>
        <p className="nums truncate text-fg-muted text-xs">
          <Whereabouts {...visitor} />
        </p>
      </div>
      {talk.conversation && <ViewerFaces conversationId={talk.conversation.id} />}
      <ChatMenu userId={userId} name={name} conversation={talk.conversation} />
      <IconButton
        label="Close"
        icon={<X aria-hidden />}
        className="max-md:hidden"
        onClick={onClose}
      />
    </header>
  )
}

/** Unknown while the connection is away for long. */
function usePresence({ user, isHere }: { user: OnlineUser | undefined; isHere: boolean }) {
  const stale = useVisitorsState((state) => state.stale)
  const clock = useIdleClock()
  if (stale || !user) return undefined
  return isHere ? presenceOf(user, clock) : 'offline'
}

function Whereabouts(props: { user: OnlineUser | undefined; isHere: boolean; leftAt?: string }) {
  const { user, isHere, leftAt } = props
  const now = useSecond()
  if (now === undefined) return '\u00a0'
  if (!isHere && leftAt) return <>Left {leftWords(now - Date.parse(leftAt), leftAt)}</>
  if (!user) return '\u00a0'
  if (!isHere) return 'Left'
  const visits = user.visits ?? 1
  return [
    `On ${user.domain || 'the site'} for ${onSite(now - factsOf(user).sinceMs)}`,
    visits > 1 && `${ordinal(visits)} visit`,
    statusWords(user),
  ]
    .filter(Boolean)
    .join(' · ')
}

function leftWords(ms: number, at: string) {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return seconds < 60 ? `${seconds} s ago` : <Time at={at} format="ago" />
}

const plural = new Intl.PluralRules('en', { type: 'ordinal' })
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }

function ordinal(number: number): string {
  return `${number}${endings[plural.select(number)] ?? 'th'}`
}
