import { useMemo, useRef, useState } from 'react'
import { useChatState } from '../state/ChatProvider'
import { byActivity, frozenOrder } from './conversationOrder'

/** The ids in the order they are drawn; a pointer over the list keeps it as it is. */
export function useConversationOrder() {
  const conversations = useChatState((state) => state.conversations)
  const [frozen, setFrozen] = useState(false)
  const drawn = useRef<readonly string[]>([])
  const order = useMemo(() => {
    const sorted = byActivity(Object.values(conversations))
    return frozen ? frozenOrder(drawn.current, sorted) : sorted
  }, [conversations, frozen])
  drawn.current = order
  const freeze = useMemo(() => ({ begin: () => setFrozen(true), end: () => setFrozen(false) }), [])
  return { order, freeze }
}
