import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DraftStorage } from './draftStorage'

const SAVE_AFTER_MS = 300

export interface Drafts {
  /** By conversation. No entry: no draft. */
  texts: Record<string, string>
}

export interface DraftStore extends StoreApi<Drafts> {
  /** Brings back what this device has kept, once there is a browser. */
  restore(storage: DraftStorage): void
  textOf(conversationId: string): string
  /** Keeps what is being typed; stored 300 ms after the last key. */
  write(conversationId: string, text: string): void
  clear(conversationId: string): void
  /** Stores everything now: the page may go away. */
  flush(): void
  /** Another tab changed a draft. The one that is being typed here is left alone. */
  follow(change: Pick<StorageEvent, 'key' | 'newValue'>, typingIn: string | undefined): void
}

export function createDraftStore(): DraftStore {
  const store = createStore<Drafts>(() => ({ texts: {} }))
  let storage: DraftStorage | undefined
  const unsaved = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const textOf = (conversationId: string) => store.getState().texts[conversationId] ?? ''

  function show(conversationId: string, text: string): void {
    const { [conversationId]: _old, ...others } = store.getState().texts
    store.setState({ texts: text === '' ? others : { ...others, [conversationId]: text } })
  }

  function flush(): void {
    clearTimeout(timer)
    for (const id of unsaved) storage?.saveDraft(id, textOf(id))
    unsaved.clear()
  }

  function write(conversationId: string, text: string): void {
    if (textOf(conversationId) === text) return
    show(conversationId, text)
    unsaved.add(conversationId)
    clearTimeout(timer)
    timer = setTimeout(flush, SAVE_AFTER_MS)
  }

  return {
    ...store,
    restore(kept) {
      storage = kept
      store.setState(({ texts }) => ({ texts: { ...kept.drafts(), ...texts } }))
    },
    textOf,
    write,
    flush,
    clear(conversationId) {
      write(conversationId, '')
      flush()
    },
    follow({ key, newValue }, typingIn) {
      const id = storage?.conversationOf(key)
      if (id !== undefined && id !== typingIn) show(id, newValue ?? '')
    },
  }
}
