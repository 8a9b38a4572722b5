'use client'
import { BellOff, CircleAlert, Clock } from 'lucide-react'
import { type MouseEvent, memo } from 'react'
import { Avatar } from '@/components/ui/Avatar'
import { Badge } from '@/components/ui/Badge'
import { cn } from '@/components/ui/cn'
import { formatTime } from '@/components/ui/formatTime'
import { Time } from '@/components/ui/Time'
import { useNow } from '@/components/ui/ticker'
import { chatPath } from '../state/useChatLocation'
import type { Preview } from './preview'
import { type RowView, useConversationRow } from './useConversationRow'

interface ConversationRowProps {
  conversationId: string
  current: boolean
  onOpen(conversationId: string): void
}

export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { conversationId, current, onOpen } = props
  const view = useConversationRow(conversationId, current)
  const label = useLabel(view)
  if (!view) return null
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onOpen(conversationId)
  }
  const ring = current ? 'ring-selected' : 'ring-panel group-hover:ring-hover'
  return (
    <li>
      <a
        href={chatPath(conversationId)}
        aria-label={label}
        aria-current={current ? 'page' : undefined}
        onClick={follow}
        className={cn(
          look,
          current ? 'bg-selected forced-colors:border' : 'hover:bg-hover active:bg-active',
        )}
      >
        <Avatar
          userId={view.face.userId}
          name={view.face.name}
          src={view.face.avatar}
          presence={view.presence}
          ringClassName={ring}
        />
        <span className="min-w-0 flex-1">
          <Name view={view} />
          <PreviewLine preview={view.preview} unread={view.unread > 0} />
        </span>
        <span className="flex min-w-8 flex-col items-end gap-1 self-start pt-2.5">
          {view.at && (
            <Time at={view.at} format="list" className="text-end text-fg-subtle text-xs" />
          )}
          <span className="flex items-center gap-1">
            {view.muted && <BellOff aria-hidden className="size-3.5 text-fg-subtle" />}
            <Badge count={view.unread} muted={view.muted} />
          </span>
        </span>
      </a>
    </li>
  )
})

const look =
  'group flex h-15 items-center gap-2.5 rounded-lg px-2 text-fg -outline-offset-2 focus-visible:-outline-offset-2'

function Name({ view }: { view: RowView }) {
  return (
    <span
      title={view.name}
      className={cn('block truncate text-base', view.unread > 0 ? 'font-[650]' : 'font-medium')}
    >
      <bdi>{view.name}</bdi>
    </span>
  )
}

function PreviewLine({ preview, unread }: { preview: Preview; unread: boolean }) {
  const { kind, text } = preview
  return (
    <span
      dir={kind === 'message' ? 'auto' : undefined}
      className={cn(
        'block truncate text-sm [&_.lucide]:me-1 [&_.lucide]:inline [&_.lucide]:size-3.5 [&_.lucide]:align-[-2px]',
        previewColour(kind, unread),
      )}
    >
      {kind === 'draft' && <span className="font-medium text-danger-fg">Draft: </span>}
      {kind === 'failed' && <CircleAlert aria-hidden className="text-danger-fg" />}
      {kind === 'sending' && <Clock aria-hidden />}
      {text}
    </span>
  )
}

function previewColour(kind: Preview['kind'], unread: boolean): string {
  if (kind === 'typing') return 'text-accent-fg'
  return unread ? 'text-fg' : 'text-fg-subtle'
}

/** What a screen reader hears: name, presence, unread, preview, time. */
function useLabel(view: RowView | undefined): string | undefined {
  const now = useNow()
  if (!view) return undefined
  const { name, presence, unread, muted, preview, at } = view
  const when = at && now !== undefined ? formatTime('ago', Date.parse(at), now) : undefined
  const text = preview.kind === 'draft' ? `Draft: ${preview.text}` : preview.text
  const failed = preview.kind === 'failed' ? 'not sent' : undefined
  const parts = [
    name,
    presence,
    unread > 0 && `${unread} unread`,
    muted && 'muted',
    failed,
    text,
    when,
  ]
  return parts.filter(Boolean).join(', ')
}
