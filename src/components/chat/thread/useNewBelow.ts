import { useRef } from 'react'
import type { Message } from '@/lib/protocol'
import { useChat } from '../state/ChatProvider'
import { isFromOther } from '../state/chatChanges'

/** How many messages of others have come since the reader left the end. */
export function useNewBelow(messages: readonly Message[], away: boolean): number {
  const me = useChat().me.id
  const leftAtSeq = useRef(0)
  if (!away) leftAtSeq.current = messages.at(-1)?.seq ?? 0
  if (!away) return 0
  return messages.filter((message) => message.seq > leftAtSeq.current && isFromOther(message, me))
    .length
}
