'use client'
import { EnteredPage } from '@/components/account/EnteredPage'
import { ChatScreen } from './ChatScreen'
import { ChatProvider } from './state/ChatProvider'
import type { InitialChat } from './state/chatStore'
import { useChatEntry } from './state/useChatEntry'

interface ChatPageProps {
  initial?: InitialChat | undefined
  /** The Online Users column was collapsed on this device. */
  peopleCollapsed?: boolean
}

/**
 * The chat. `initial` is what the server read for the cookie's account; a demo tab, or a page the
 * server knew nobody for, finds out by itself who it is.
 */
export function ChatPage({ initial, peopleCollapsed = false }: ChatPageProps) {
  return (
    <EnteredPage entry={useChatEntry(initial)} failure="The chat couldn’t be opened.">
      {(chat) => (
        <ChatProvider chat={chat}>
          <ChatScreen key={chat.me.id} peopleCollapsed={peopleCollapsed} />
        </ChatProvider>
      )}
    </EnteredPage>
  )
}
