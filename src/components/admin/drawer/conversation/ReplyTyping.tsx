'use client'
import { useStore } from 'zustand'
import { useTyping } from '@/components/chat/state/ChatProvider'
import type { Conversation } from '@/lib/protocol'
import type { Typed } from '../../chats/typedWords'
import { useAdmin } from '../../state/AdminProvider'

const nothing: Readonly<Record<string, Typed>> = {}

/**
 * Always there and 24 high: the messages above never move. A colleague who answers comes before the
 * visitor, so that two do not answer at once. Not announced: too chatty.
 */
export function ReplyTyping({ conversation }: { conversation: Conversation }) {
  const { visitors, me } = useAdmin()
  const typing = useTyping(conversation.id)
  const typed = useStore(visitors.typed, (all) => all[conversation.id] ?? nothing)
  const visitorId = conversation.webchat?.visitorId
  const colleague = typing.find((id) => id !== visitorId && id !== me.id)
  const isVisitorTyping = visitorId !== undefined && typing.includes(visitorId)
  return (
    <div className="h-6 w-full shrink-0 px-4">
      {(colleague !== undefined || isVisitorTyping) && (
        <p className="flex h-6 animate-fade items-center gap-2.5 text-fg-muted text-xs">
          <span aria-hidden className="flex shrink-0 gap-0.75">
            <i className="dot size-1.25 rounded-full bg-fg-muted" />
            <i className="dot size-1.25 rounded-full bg-fg-subtle" />
            <i className="dot size-1.25 rounded-full bg-border-strong" />
          </span>
          <span className="min-w-0 truncate">
            {colleague !== undefined ? (
              <>
                <bdi>{typed[colleague]?.name ?? 'A colleague'}</bdi> is replying…
              </>
            ) : (
              <VisitorTyping preview={typed[visitorId ?? '']?.preview} />
            )}
          </span>
        </p>
      )}
    </div>
  )
}

/** The end of what is written so far says more than its beginning. */
function VisitorTyping({ preview = '' }: { preview?: string | undefined }) {
  const words = preview.trim()
  if (words === '') return 'Visitor is typing…'
  return (
    <>
      Visitor is typing: <bdi className="text-fg">{words}</bdi>
    </>
  )
}
