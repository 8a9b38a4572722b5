'use client'
import { Bot, Clock, MessageCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/Button'
import { cn } from '@/components/ui/cn'
import type { Conversation } from '@/lib/protocol'
import { useChatWork } from '../../chats/useChatWork'
import { useTeamName } from '../../chats/useTeam'
import { WaitingTime } from '../../chats/WaitingTime'
import { useAdmin } from '../../state/AdminProvider'
import { useHandedFocus } from './useHandedFocus'

/** Whose the conversation is, and the way to make it one's own. Nothing of one that is over. */
export function Standing({ conversation }: { conversation: Conversation }) {
  const me = useAdmin().me.id
  const { status, assigneeId, waitingSince } = conversation.webchat ?? {}
  const name = useTeamName(assigneeId)
  if (status !== 'open') return null
  if (assigneeId === me) {
    return (
      <Line icon={<MessageCircle aria-hidden />} tone="text-accent-fg">
        Assigned to you
      </Line>
    )
  }
  if (assigneeId !== undefined) {
    return (
      <Line
        icon={<MessageCircle aria-hidden />}
        tone="text-fg-muted"
        action={<Take conversation={conversation} words="Take over" />}
      >
        Assigned to <bdi className="font-medium">{name}</bdi>
      </Line>
    )
  }
  return (
    <Line
      icon={waitingSince ? <Clock aria-hidden /> : <Bot aria-hidden />}
      tone={waitingSince ? 'text-away-fg' : 'text-fg-muted'}
      action={<Take conversation={conversation} words="Assign to me" />}
    >
      {waitingSince ? <WaitingTime sinceMs={Date.parse(waitingSince)} /> : 'Nobody has taken it'}
    </Line>
  )
}

function Take({ conversation, words }: { conversation: Conversation; words: string }) {
  const work = useChatWork()
  const me = useAdmin().me.id
  const button = useHandedFocus()
  return (
    <Button ref={button} onClick={() => work.assign(conversation, me)}>
      {words}
    </Button>
  )
}

interface LineProps {
  icon: ReactNode
  tone: string
  action?: ReactNode
  children: ReactNode
}

function Line({ icon, tone, action, children }: LineProps) {
  return (
    <div className="flex min-h-8 items-center gap-2 text-sm">
      <p
        className={cn(
          'flex min-w-0 flex-1 items-center gap-1.5 [&_.lucide]:size-4 [&_.lucide]:shrink-0',
          tone,
        )}
      >
        {icon}
        <span className="truncate">{children}</span>
      </p>
      {action}
    </div>
  )
}
