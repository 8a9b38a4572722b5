import { type RefObject, useEffect, useReducer, useRef } from 'react'
import type { Message } from '@/lib/protocol'
import { isAttentive } from '../state/attention'
import { useChat } from '../state/ChatProvider'
import { isFromOther, lastReadSeq } from '../state/chatChanges'
import type { ChatState } from '../state/chatStore'
import { type DividerEvent, nextDivider, noDivider } from './unreadDivider'

/** The divider of the conversation that was opened with this component. */
export function useUnreadDivider(
  conversationId: string,
  messages: readonly Message[],
  atEnd: RefObject<boolean>,
) {
  const { store, me } = useChat()
  const [divider, tell] = useReducer(nextDivider, noDivider, (none) =>
    nextDivider(none, opened(store.getState(), conversationId)),
  )
  const seenSeq = useRef(messages.at(-1)?.seq ?? 0)
  useEffect(() => {
    const fresh = messages.filter(({ seq }) => seq > seenSeq.current)
    seenSeq.current = messages.at(-1)?.seq ?? seenSeq.current
    const foreign = fresh.find((message) => isFromOther(message, me.id))
    if (!foreign) return
    tell({ type: 'arrived', seq: foreign.seq, attentive: isAttentive() && atEnd.current })
  }, [messages, me.id, atEnd])
  return { divider, tell }
}

function opened(state: ChatState, conversationId: string): DividerEvent {
  const readUpTo = lastReadSeq(state.conversations[conversationId], state.me.id)
  const messages = state.threads[conversationId]?.messages ?? []
  const first = messages.find(
    (message) => message.seq > readUpTo && isFromOther(message, state.me.id),
  )
  return { type: 'opened', firstUnreadSeq: first?.seq }
}
