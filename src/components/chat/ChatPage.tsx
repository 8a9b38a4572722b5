'use client'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
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
  const entry = useChatEntry(initial)
  if (entry.phase === 'open') {
    return (
      <ChatProvider chat={entry.chat}>
        <ChatScreen key={entry.chat.me.id} peopleCollapsed={peopleCollapsed} />
      </ChatProvider>
    )
  }
  if (entry.phase === 'opening') return <main className="h-dvh bg-canvas" aria-busy="true" />
  return (
    <main className="flex h-dvh items-center justify-center">
      <EmptyState
        as="h1"
        title="The chat couldn’t be opened."
        action={<Button onClick={entry.retry}>Retry</Button>}
      >
        {entry.reason}
      </EmptyState>
    </main>
  )
}
