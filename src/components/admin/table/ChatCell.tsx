'use client'
import { Clock, MessageCircle } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { Badge } from '@/components/ui/Badge'
import { cn } from '@/components/ui/cn'
import type { OnlineUser } from '@/lib/protocol'
import { useTeamName } from '../chats/useTeam'
import { WaitingTime } from '../chats/WaitingTime'
import type { VisitorChat } from '../rows/visitorChat'
import { factsOf } from '../rows/visitorFacts'

interface ChatCellProps {
  user: OnlineUser
  chat: VisitorChat | undefined
  onOpen(userId: string, tab?: 'conversation'): void
}

/** Who waits, and who answers whom; of all others, where the pointer is, the way to begin. */
export function ChatCell({ user, chat, onOpen }: ChatCellProps) {
  if (chat?.phase === 'waiting') {
    return (
      <Chip className="bg-away-tint text-away-fg" icon={<Clock aria-hidden />}>
        <WaitingTime sinceMs={chat.sinceMs} />
      </Chip>
    )
  }
  if (chat?.phase === 'mine')
    return <InChat chat={chat} className="bg-accent-tint text-accent-fg" />
  if (chat?.phase === 'theirs') return <InChat chat={chat} className="bg-sunken text-fg-muted" />
  if (factsOf(user).isTeam) return <span className="text-fg-subtle">—</span>
  const start = (event: MouseEvent) => {
    event.stopPropagation()
    onOpen(user.userId, 'conversation')
  }
  return (
    <>
      <span className="text-fg-subtle group-focus-within/row:hidden group-hover/row:hidden">—</span>
      <button
        type="button"
        tabIndex={-1}
        onClick={start}
        className="hit-24 hidden whitespace-nowrap rounded-md px-1 font-medium text-accent-fg text-xs hover:underline group-focus-within/row:inline group-hover/row:inline"
      >
        Start chat
      </button>
    </>
  )
}

function InChat({ chat, className }: { chat: VisitorChat; className: string }) {
  const name = useTeamName(chat.assigneeId)
  return (
    <Chip className={className} icon={<MessageCircle aria-hidden />}>
      <bdi>{chat.assigneeId === undefined ? 'In chat' : name}</bdi>
      {chat.unread > 0 && (
        <>
          <Badge count={chat.unread} className="ms-1.5" />
          <span className="sr-only">, {chat.unread} unread</span>
        </>
      )}
    </Chip>
  )
}

interface ChipProps {
  icon: ReactNode
  className: string
  children: ReactNode
}

function Chip({ icon, className, children }: ChipProps) {
  return (
    <span
      className={cn(
        'inline-flex h-6 max-w-full items-center gap-1 rounded-md px-2 font-medium text-xs [&_.lucide]:size-3.5 [&_.lucide]:shrink-0 max-md:h-5.5 max-md:[&_.lucide]:hidden',
        className,
      )}
    >
      {icon}
      <span className="flex min-w-0 items-center truncate">{children}</span>
    </span>
  )
}
