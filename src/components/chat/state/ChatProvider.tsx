'use client'
import { createContext, type ReactNode, use } from 'react'
import { useStore } from 'zustand'
import type { PushState } from '../pushes/pushStore'
import type { ChatState } from './chatStore'
import type { Chat, ChatActions } from './createChat'
import type { PendingFile } from './pendingFiles'
import type { Presence } from './people'
import type { PresenceState } from './presenceStore'

const Context = createContext<Chat | null>(null)

export function ChatProvider({ chat, children }: { chat: Chat; children: ReactNode }) {
  return <Context value={chat}>{children}</Context>
}

/** The chat itself never changes; subscribe to its stores with the hooks below. */
export function useChat(): Chat {
  const chat = use(Context)
  if (!chat) throw new Error('useChat needs a ChatProvider around it')
  return chat
}

export function useChatActions(): ChatActions {
  return useChat().actions
}

export function useChatState<T>(selector: (state: ChatState) => T): T {
  return useStore(useChat().store, selector)
}

export function usePresenceState<T>(selector: (state: PresenceState) => T): T {
  return useStore(useChat().presence, selector)
}

export function usePushState<T>(selector: (state: PushState) => T): T {
  return useStore(useChat().pushes, selector)
}

const nobody: readonly string[] = []

/** Ids of those who type in a conversation. */
export function useTyping(conversationId: string): readonly string[] {
  return useStore(useChat().typing, ({ typing }) => typing[conversationId] ?? nobody)
}

/** The draft of a conversation; none of none. */
export function useDraft(conversationId: string | undefined): string {
  return useStore(useChat().drafts, ({ texts }) => texts[conversationId ?? ''] ?? '')
}

/** Whether a person types in our direct conversation. */
export function useTypesToMe(userId: string): boolean {
  const { store, typing } = useChat()
  return useStore(typing, (state) =>
    Object.entries(state.typing).some(
      ([id, userIds]) =>
        userIds.includes(userId) && store.getState().conversations[id]?.kind === 'direct',
    ),
  )
}

/** My own presence as the others see it; absent until there is a connection. */
export function useMyPresence(): Presence | undefined {
  const { id } = useChat().me
  return usePresenceState(({ connection, myStatus, users }) => {
    if (connection === 'connecting') return undefined
    if (connection === 'offline' || connection === 'ended') return 'offline'
    const status = users[id]?.status ?? myStatus
    return status === 'in-call' ? 'busy' : status
  })
}

/** The files in a conversation's composer. */
export function usePendingFiles(conversationId: string): PendingFile[] {
  const files = useStore(useChat().pending, (pending) => pending.files)
  return files.filter((file) => file.conversationId === conversationId)
}
