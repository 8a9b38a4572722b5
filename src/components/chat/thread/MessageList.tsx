'use client'
import { useCallback, useEffect, useRef } from 'react'
import { useChat, useChatState } from '../state/ChatProvider'
import type { Thread } from '../state/chatStore'
import { isTypingKey, moveAmongMessages } from './messageFocus'
import type { Row } from './messageRows'
import { NewMessagesPill } from './NewMessagesPill'
import { ThreadRow } from './ThreadRow'
import { UnreadAbove } from './UnreadAbove'
import { useNewBelow } from './useNewBelow'
import { useReading } from './useReading'
import { useThreadRows } from './useThreadRows'
import { type ThreadVirtualizer, useThreadScroll } from './useThreadScroll'
import { useUnreadDivider } from './useUnreadDivider'

interface MessageListProps {
  conversationId: string
  thread: Thread
  name: string
}

/** The messages of one conversation. Mount it anew for another one. */
export function MessageList({ conversationId, thread, name }: MessageListProps) {
  const { actions } = useChat()
  const atEnd = useRef(true)
  const { divider, tell } = useUnreadDivider(conversationId, thread.messages, atEnd)
  const rows = useThreadRows(thread, conversationId, divider.beforeSeq, true)
  const onNearTop = useCallback(() => {
    if (thread.older === 'idle') actions.loadOlder(conversationId)
  }, [actions, conversationId, thread.older])
  const onNearEnd = useCallback(() => actions.loadNewer(conversationId), [actions, conversationId])
  const scroll = useThreadScroll({ conversationId, rows, atEnd, onNearTop, onNearEnd })
  const { scroller, virtualizer, away, look, jumpToEnd } = scroll
  useOwnSends(conversationId, tell, jumpToEnd)
  const reading = useReading({ conversationId, thread, rows, virtualizer, divider, tell, away })
  const newBelow = useNewBelow(thread.messages, away)
  const toLatest = () => {
    if (!thread.hasNewer) return jumpToEnd()
    void actions.loadLatest(conversationId).then(jumpToEnd, () => {})
  }
  return (
    <div className="relative min-h-0 flex-1">
      {thread.older === 'loading' && <OlderLoading />}
      <UnreadAbove {...reading.above} onJump={reading.jumpToDivider} />
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={`Messages with ${name}`}
        {...reachable}
        data-region="messages"
        onScroll={() => {
          look()
          reading.look()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !isTypingKey(event)) reading.markRead()
          else moveAmongMessages(event, virtualizer)
        }}
        className="h-full overflow-y-auto overscroll-none [overflow-anchor:none] [scroll-padding-block:3rem] [scrollbar-gutter:stable_both-edges] [scrollbar-width:thin] -outline-offset-2 focus-visible:-outline-offset-2"
      >
        <Rows
          rows={rows}
          virtualizer={virtualizer}
          conversationId={conversationId}
          thread={thread}
        />
      </div>
      {(away || thread.hasNewer) && <NewMessagesPill count={newBelow} onClick={toLatest} />}
    </div>
  )
}

/** Over the messages, so that they do not move; only where loading takes a while. */
function OlderLoading() {
  return (
    <p
      role="status"
      className="pointer-events-none absolute inset-x-0 top-2 z-10 mx-auto w-fit animate-[unseen_300ms] rounded-full bg-raised px-3 py-1 text-fg-muted text-xs shadow-2"
    >
      Loading earlier messages…
    </p>
  )
}

// What scrolls must be within reach of the keyboard.
const reachable = { tabIndex: 0 }

interface RowsProps {
  rows: readonly Row[]
  virtualizer: ThreadVirtualizer
  conversationId: string
  thread: Thread
}

function Rows({ rows, virtualizer, conversationId, thread }: RowsProps) {
  const items = virtualizer.getVirtualItems()
  return (
    <div className="flex min-h-full flex-col justify-end">
      <div className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
        <div
          className="absolute inset-x-0 top-0"
          style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}
        >
          {items.map(({ index, key }) => (
            <div key={key} ref={virtualizer.measureElement} data-index={index}>
              <ThreadRow row={rows[index]} conversationId={conversationId} thread={thread} />
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

/** What I send ends the divider and takes me to the end, wherever I was reading. */
function useOwnSends(
  conversationId: string,
  tell: (event: { type: 'sent' }) => void,
  jumpToEnd: () => void,
) {
  const newest = useChatState(
    ({ outbox }) =>
      outbox.findLast(
        (entry) => entry.conversationId === conversationId && entry.status === 'sending',
      )?.clientMessageId,
  )
  useEffect(() => {
    if (newest === undefined) return
    tell({ type: 'sent' })
    jumpToEnd()
  }, [newest, tell, jumpToEnd])
}
