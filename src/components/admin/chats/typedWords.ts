import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SocketLink } from '@/lib/client/socketLink'

/** What somebody who types has said of it: a visitor how far they are, a colleague their name. */
export interface Typed {
  preview?: string | undefined
  name?: string | undefined
}

export type TypedWords = StoreApi<Readonly<Record<string, Readonly<Record<string, Typed>>>>>

/** By conversation, then by person. Who types now is the chat's to know: it forgets after a while. */
export function createTypedWords(): TypedWords {
  return createStore(() => ({}))
}

export function hearTypedWords(words: TypedWords, socket: Pick<SocketLink, 'on'>): void {
  socket.on('typing', ({ conversationId, userId, preview, name }) => {
    const typed = { preview, name }
    words.setState((all) => ({ [conversationId]: { ...all[conversationId], [userId]: typed } }))
  })
}
