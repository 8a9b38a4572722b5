import { useMemo } from 'react'
import { unsentOf } from '@/lib/outbox'
import type { Message } from '@/lib/protocol'
import { useChat, useChatState } from '../state/ChatProvider'
import type { Thread } from '../state/chatStore'
import { storedBubble, unsentBubble } from './bubble'
import { messageRows, type Row } from './messageRows'

const none: readonly Message[] = []

/** The rows of a conversation; before the page is alive, days are the server's. */
export function useThreadRows(
  thread: Thread | undefined,
  conversationId: string,
  dividerBeforeSeq: number | undefined,
  alive: boolean,
): Row[] {
  const { me } = useChat()
  const outbox = useChatState((state) => state.outbox)
  const unsent = useMemo(() => unsentOf(outbox, conversationId), [outbox, conversationId])
  const messages = thread?.messages ?? none
  const hasMore = thread?.hasOlder ?? false
  const pageStarts = thread?.pageStarts
  return useMemo(
    () =>
      messageRows({
        bubbles: [...messages.map(storedBubble), ...unsent.map((entry) => unsentBubble(entry, me))],
        me: me.id,
        dividerBeforeSeq,
        hasMore,
        pageStarts: pageStarts ?? new Set(),
        ...(!alive && { dayOf: utcDay }),
      }),
    [messages, unsent, me, dividerBeforeSeq, hasMore, pageStarts, alive],
  )
}

function utcDay(at: string): string {
  return at.slice(0, 10)
}
