import { useMemo } from 'react'
import { notesOf } from '@/lib/client/visitorPaths'
import { unsentOf } from '@/lib/outbox'
import type { Message } from '@/lib/protocol'
import { useChat, useChatState } from '../state/ChatProvider'
import type { Thread } from '../state/chatStore'
import { unsentBubble } from './bubble'
import { messageRows, type Row } from './messageRows'
import { placedNotes } from './placedNotes'

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
  const unsent = useMemo(
    () => [
      ...unsentOf(outbox, conversationId).map((entry) => unsentBubble(entry, me)),
      ...unsentOf(outbox, notesOf(conversationId)).map((entry) =>
        unsentBubble(entry, me, { note: true }),
      ),
    ],
    [outbox, conversationId, me],
  )
  const notes = useChatState(({ threads }) => threads[notesOf(conversationId)]?.messages ?? none)
  const messages = thread?.messages ?? none
  const hasMore = thread?.hasOlder ?? false
  const pageStarts = thread?.pageStarts
  return useMemo(
    () =>
      messageRows({
        bubbles: [...placedNotes(messages, notes, hasMore), ...unsent],
        me: me.id,
        dividerBeforeSeq,
        hasMore,
        pageStarts: pageStarts ?? new Set(),
        ...(!alive && { dayOf: utcDay }),
      }),
    [messages, notes, unsent, me, dividerBeforeSeq, hasMore, pageStarts, alive],
  )
}

function utcDay(at: string): string {
  return at.slice(0, 10)
}
