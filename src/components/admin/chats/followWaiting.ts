import { isAttentive } from '@/components/chat/state/attention'
import type { Chat } from '@/components/chat/state/createChat'
import { announce } from '@/components/ui/announce'
import { visitorName } from '@/components/ui/visitorName'
import type { Conversation } from '@/lib/protocol'
import { isWaiting, visitorChats } from '../rows/visitorChat'

/**
 * Says who begins to wait, aloud and by a notice, however the page has heard of it; not of those who
 * waited before it knew anybody.
 */
export function followWaiting({ store, me, notices }: Chat): () => void {
  const tell = (conversation: Conversation) => {
    const { webchat, name, lastMessage, id } = conversation
    const who = visitorName({ userId: webchat?.visitorId ?? '', name })
    // After what is said of the message itself, which says less.
    queueMicrotask(() => announce(`${who} is waiting`))
    const isLookedAt = store.getState().openId === id && isAttentive()
    if (lastMessage && !isLookedAt) notices.tell(lastMessage)
  }
  return store.subscribe((now, before) => {
    if (now.conversations === before.conversations || before.list !== 'ready') return
    const waited = visitorChats(before.conversations, me.id)
    for (const [visitorId, chat] of visitorChats(now.conversations, me.id)) {
      const conversation = now.conversations[chat.conversationId]
      if (conversation && isWaiting(chat) && !isWaiting(waited.get(visitorId))) tell(conversation)
    }
  })
}
