'use client'
import { Button } from '@/components/ui/Button'
import { Time } from '@/components/ui/Time'
import { useChat, useChatState } from '../state/ChatProvider'
import type { Thread } from '../state/chatStore'
import { conversationName, othersOf } from '../state/people'
import { MessageBubble } from './MessageBubble'
import type { MessageRow, Row } from './messageRows'

interface ThreadRowProps {
  row: Row | undefined
  conversationId: string
  thread?: Thread
}

export function ThreadRow({ row, conversationId, thread }: ThreadRowProps) {
  if (!row) return null
  return (
    <div className="mx-auto w-full max-w-[49.5rem] px-3 md:px-4">
      {thread?.older === 'failed' && isFirst(row, thread) && (
        <HistoryFailed conversationId={conversationId} />
      )}
      {row.type === 'start' && <HistoryStart conversationId={conversationId} />}
      {row.type === 'day' && <DaySeparator at={row.at} />}
      {row.type === 'new' && <UnreadDividerLine />}
      {row.type === 'message' && <Message row={row} conversationId={conversationId} />}
    </div>
  )
}

function Message({ row, conversationId }: { row: MessageRow; conversationId: string }) {
  const me = useChat().me.id
  const { senderId } = row.bubble
  const conversation = useChatState(({ conversations }) => conversations[conversationId])
  const readTimes = useChatState((state) => state.readTimes[conversationId])
  const others = conversation ? othersOf(conversation, me) : []
  const avatar = others.find(({ userId }) => userId === senderId)?.avatar
  const readUpTo = Math.min(...others.map(({ lastReadSeq }) => lastReadSeq))
  const deliveredUpTo = Math.min(...others.map(({ lastDeliveredSeq }) => lastDeliveredSeq))
  const readAt = others
    .map(({ userId }) => readTimes?.[userId] ?? '')
    .sort()
    .at(-1)
  return (
    <MessageBubble
      row={row}
      avatar={avatar}
      deliveredUpTo={deliveredUpTo}
      readUpTo={readUpTo}
      readAt={readAt || undefined}
    />
  )
}

function DaySeparator({ at }: { at: string }) {
  return (
    <div className="flex items-center gap-5 pt-5 pb-1 text-fg-muted text-xs">
      <hr className="flex-1 border-border" />
      <Time at={at} format="day" className="text-center" />
      <hr aria-hidden className="flex-1 border-border" />
    </div>
  )
}

function UnreadDividerLine() {
  return (
    <div className="flex items-center gap-2.5 pt-4 pb-1 font-semibold text-danger-fg text-xs">
      <hr aria-label="New messages" className="flex-1 border-danger-fg/55" />
      <span aria-hidden>New</span>
    </div>
  )
}

function HistoryStart({ conversationId }: { conversationId: string }) {
  const me = useChat().me.id
  const conversation = useChatState(({ conversations }) => conversations[conversationId])
  if (!conversation) return null
  return (
    <p className="py-3 text-center text-fg-subtle text-xs">
      This is the start of your conversation with <bdi>{conversationName(conversation, me)}</bdi>.
    </p>
  )
}

function HistoryFailed({ conversationId }: { conversationId: string }) {
  const { loadOlder } = useChat().actions
  return (
    <p className="flex items-center justify-center gap-3 pb-2 text-fg-muted text-sm">
      Couldn’t load earlier messages.
      <Button onClick={() => loadOlder(conversationId)}>Retry</Button>
    </p>
  )
}

function isFirst(row: Row, thread: Thread): boolean {
  return row.key === thread.messages[0]?.clientMessageId
}
