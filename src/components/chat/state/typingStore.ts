import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Payload } from '@/lib/protocol'

const SHOWN_MS = 5000

/** Who types where: by conversation, user ids. */
export interface Typing {
  typing: Readonly<Record<string, readonly string[]>>
}

export interface TypingStore extends StoreApi<Typing> {
  signal(typing: Payload<'typing'>): void
  /** What was being typed has arrived. */
  arrived(conversationId: string, userId: string): void
  close(): void
}

/** A signal is shown for 5 s after the last one. */
export function createTypingStore(): TypingStore {
  const store = createStore<Typing>(() => ({ typing: {} }))
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  function show(conversationId: string, userIds: readonly string[]): void {
    const { [conversationId]: _before, ...others } = store.getState().typing
    const typing = userIds.length > 0 ? { ...others, [conversationId]: userIds } : others
    store.setState({ typing })
  }

  function stop(conversationId: string, userId: string): void {
    const shown = store.getState().typing[conversationId]
    clearTimeout(timers.get(`${conversationId} ${userId}`))
    if (shown?.includes(userId))
      show(
        conversationId,
        shown.filter((id) => id !== userId),
      )
  }

  return {
    ...store,
    signal({ conversationId, userId, isTyping }) {
      if (!isTyping) return stop(conversationId, userId)
      const key = `${conversationId} ${userId}`
      const shown = store.getState().typing[conversationId] ?? []
      if (!shown.includes(userId)) show(conversationId, [...shown, userId])
      clearTimeout(timers.get(key))
      timers.set(
        key,
        setTimeout(() => stop(conversationId, userId), SHOWN_MS),
      )
    },
    arrived: stop,
    close() {
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}
