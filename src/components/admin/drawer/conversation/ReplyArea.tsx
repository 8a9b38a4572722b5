'use client'
import { Ban, CircleCheck } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/Button'
import type { Conversation } from '@/lib/protocol'
import { notesOf } from '@/lib/visitorChats'
import { useChatWork } from '../../chats/useChatWork'
import { ReplyComposer } from './ReplyComposer'
import { useHandedFocus } from './useHandedFocus'

interface ReplyAreaProps {
  /** Of the conversation, or of the stay that stands for it. */
  id: string
  name: string
  conversation: Conversation | undefined
  isHere: boolean
  takesFocus: boolean
  onLeave(): void
}

/** Where an answer is written, or why none can be. */
export function ReplyArea(props: ReplyAreaProps) {
  const { id, name, conversation, isHere, takesFocus, onLeave } = props
  const [isNote, setNote] = useState(false)
  const work = useChatWork()
  const { status, blocked, visitorId = '' } = conversation?.webchat ?? {}
  if (blocked) {
    return (
      <Instead icon={<Ban aria-hidden />} words="Unblock" onAct={() => work.unblock(visitorId)}>
        This visitor is blocked.
      </Instead>
    )
  }
  if (status === 'closed') {
    return (
      <Instead icon={<CircleCheck aria-hidden />} words="Reopen" onAct={() => work.reopen(id)}>
        This conversation is closed.
      </Instead>
    )
  }
  return (
    <>
      {!isHere && (
        <p className="shrink-0 px-4 pb-1.5 text-fg-muted text-xs">
          They’ll see your reply when they come back.
        </p>
      )}
      <ReplyComposer
        key={isNote ? 'note' : 'reply'}
        id={isNote ? notesOf(id) : id}
        name={name}
        isNote={isNote}
        {...(conversation && { onNote: setNote })}
        takesFocus={takesFocus}
        onLeave={onLeave}
      />
    </>
  )
}

interface InsteadProps {
  icon: ReactNode
  /** Of the button that brings the field back. */
  words: string
  onAct(): void
  children: ReactNode
}

function Instead({ icon, words, onAct, children }: InsteadProps) {
  const button = useHandedFocus()
  return (
    <div className="mx-4 mb-4 flex min-h-12 shrink-0 items-center gap-2.5 rounded-xl border border-border bg-sunken px-3 text-fg-muted text-sm [&_.lucide]:size-4">
      {icon}
      <p className="min-w-0 flex-1">{children}</p>
      <Button ref={button} onClick={onAct}>
        {words}
      </Button>
    </div>
  )
}
