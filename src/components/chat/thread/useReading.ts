import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useAttention } from '../state/attention'
import { useChat, useChatState } from '../state/ChatProvider'
import { isFromOther, lastReadSeq } from '../state/chatChanges'
import type { Thread } from '../state/chatStore'
import type { Row } from './messageRows'
import { createReadReceipts, type ReadReceipts } from './readReceipts'
import type { DividerEvent, UnreadDivider } from './unreadDivider'
import type { ThreadVirtualizer } from './useThreadScroll'

interface ReadingInput {
  conversationId: string
  thread: Thread
  rows: readonly Row[]
  virtualizer: ThreadVirtualizer
  divider: UnreadDivider
  tell(event: DividerEvent): void
  /** The reader is not at the end. */
  away: boolean
}

/** What of the conversation is being read: receipts, and the end of the divider. */
export function useReading(input: ReadingInput) {
  const { conversationId, thread, rows, virtualizer, divider, tell, away } = input
  const { actions, me } = useChat()
  const attentive = useAttention()
  const receipts = useReceipts(conversationId)
  const dividerIndex = useMemo(() => rows.findIndex(({ type }) => type === 'new'), [rows])

  const look = useCallback(() => {
    if (!attentive) {
      receipts.current?.see(undefined)
      return
    }
    receipts.current?.see(lastSeqInView(virtualizer, rows))
    if (dividerIndex >= 0 && isInView(virtualizer, dividerIndex)) tell({ type: 'in-view' })
  }, [attentive, receipts, virtualizer, rows, dividerIndex, tell])

  // The first layout is measured after this effect: look again once it is.
  useEffect(() => {
    look()
    const frame = requestAnimationFrame(look)
    return () => cancelAnimationFrame(frame)
  }, [look])
  useEffect(() => tell({ type: away ? 'left-end' : 'at-end' }), [away, tell])
  useWatching(conversationId, attentive && !away)

  const above = isAbove(virtualizer, dividerIndex)
    ? unreadSince(thread, divider.beforeSeq, me.id)
    : undefined
  return {
    look,
    above,
    jumpToDivider: () => virtualizer.scrollToIndex(dividerIndex, { align: 'start' }),
    markRead() {
      const last = thread.messages.at(-1)
      if (last) actions.markRead(conversationId, last.seq)
      tell({ type: 'marked-read' })
    },
  }
}

/** Once all is read, what comes while the end is being looked at need not be counted anywhere. */
function useWatching(conversationId: string, watching: boolean) {
  const { store } = useChat()
  const allRead = useChatState(
    ({ conversations }) => conversations[conversationId]?.unreadCount === 0,
  )
  useEffect(() => {
    if (watching && allRead) store.setState({ watchedId: conversationId })
  }, [store, conversationId, watching, allRead])
  useEffect(() => {
    if (watching) return () => store.setState({ watchedId: undefined })
  }, [store, watching])
}

function useReceipts(conversationId: string) {
  const { store, me, actions } = useChat()
  const receipts = useRef<ReadReceipts>(undefined)
  useEffect(() => {
    const readUpTo = lastReadSeq(store.getState().conversations[conversationId], me.id)
    const made = createReadReceipts(readUpTo, (seq) => actions.markRead(conversationId, seq))
    receipts.current = made
    return () => made.close()
  }, [conversationId, store, me.id, actions])
  return receipts
}

/** The newest stored message whose lower edge is in view. */
function lastSeqInView(virtualizer: ThreadVirtualizer, rows: readonly Row[]): number | undefined {
  const bottom = viewOf(virtualizer).bottom + 1
  const seen = virtualizer.measurementsCache.filter(({ end }) => end <= bottom)
  for (let index = seen.length - 1; index >= 0; index -= 1) {
    const row = rows[index]
    if (row?.type === 'message' && row.bubble.seq !== undefined) return row.bubble.seq
  }
  return undefined
}

function isInView(virtualizer: ThreadVirtualizer, index: number): boolean {
  const item = virtualizer.measurementsCache[index]
  const { top, bottom } = viewOf(virtualizer)
  return item !== undefined && item.end > top && item.start < bottom
}

function isAbove(virtualizer: ThreadVirtualizer, index: number): boolean {
  const item = index >= 0 ? virtualizer.measurementsCache[index] : undefined
  return item !== undefined && item.end <= viewOf(virtualizer).top
}

function viewOf({ scrollOffset, scrollRect }: ThreadVirtualizer) {
  const top = scrollOffset ?? 0
  return { top, bottom: top + (scrollRect?.height ?? 0) }
}

function unreadSince(thread: Thread, beforeSeq: number | undefined, me: string) {
  if (beforeSeq === undefined) return undefined
  const unread = thread.messages.filter(
    (message) => message.seq >= beforeSeq && isFromOther(message, me),
  )
  const [first] = unread
  return first && { count: unread.length, at: first.timestamp }
}
