import type { AdminApi } from '@/lib/adminApi'
import { type Chats, createChatsBeyond } from './chatsBeyond'
import type { Beyond } from './lookBeyondLater'
import { createSearchBeyond } from './searchBeyond'
import type { VisitorsStore } from './visitorsStore'

/** All that is kept of those who are not among the newest: who was searched, and who is in a chat. */
export function createBeyond(store: VisitorsStore, chats: Chats, api: AdminApi): Beyond {
  const search = createSearchBeyond(store, api.newestOnline)
  const chatting = createChatsBeyond(store, chats, api.presenceDetails)
  return {
    want: search.want,
    hear: (changes) => {
      search.hear(changes)
      chatting.hear(changes)
    },
    again: () => {
      search.again()
      chatting.again()
    },
    start: () => {
      const ends = [search.start(), chatting.start()]
      return () => {
        for (const end of ends) end()
      }
    },
  }
}
