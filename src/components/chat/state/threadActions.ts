import { findGap, lastSeqOf } from '@/lib/messageList'
import { withPage, withRead, withThread } from './chatChanges'
import type { ChatStore, Thread } from './chatStore'
import type { LazyClient } from './lazyClient'

const PAGE = 50

export interface ThreadActions {
  /** Shows a conversation; undefined closes the one that is open. */
  open(conversationId: string | undefined): void
  /** Reads the open conversation again after it could not be read. */
  reload(conversationId: string): void
  loadOlder(conversationId: string): void
  loadNewer(conversationId: string): void
  /** Reads the newest page again, after the end was dropped from memory. */
  loadLatest(conversationId: string): Promise<void>
  markRead(conversationId: string, seq: number): void
}

export function createThreadActions(client: LazyClient, store: ChatStore): ThreadActions {
  const thread = (id: string) => store.getState().threads[id]
  const change = (id: string, to: Partial<Thread>) =>
    store.setState((state) => withThread(state, id, to))

  async function load(id: string): Promise<void> {
    change(id, { phase: 'loading' })
    try {
      await loadLatest(id)
    } catch (error) {
      change(id, { phase: isAbsent(error) ? 'absent' : 'failed' })
    }
  }

  async function loadLatest(id: string): Promise<void> {
    const page = await client().api.messages(id, { limit: PAGE })
    store.setState((state) => withPage(state, id, page, 'newest'))
    if (store.getState().openId === id) follow(id)
  }

  /** From here on the client reads whatever is missing behind what is shown. */
  function follow(id: string): void {
    const shown = thread(id)
    const end = shown?.hasNewer ? store.getState().conversations[id]?.lastSeq : undefined
    const messages = shown?.messages ?? []
    const lastSeq = end ?? findGap(messages)?.after ?? lastSeqOf(messages)
    client().openConversation(id, lastSeq, shown?.lastChangeSeq)
  }

  async function loadOlder(id: string): Promise<void> {
    const [first] = thread(id)?.messages ?? []
    if (!first || !thread(id)?.hasOlder || thread(id)?.older === 'loading') return
    change(id, { older: 'loading' })
    try {
      const page = await client().api.messages(id, { before: first.seq, limit: PAGE })
      store.setState((state) => withPage(state, id, page, 'older'))
    } catch {
      change(id, { older: 'failed' })
    }
  }

  const loadingNewer = new Set<string>()
  async function loadNewer(id: string): Promise<void> {
    if (!thread(id)?.hasNewer || loadingNewer.has(id)) return
    loadingNewer.add(id)
    try {
      const after = lastSeqOf(thread(id)?.messages ?? [])
      const page = await client().api.messages(id, { after, limit: PAGE })
      store.setState((state) => withPage(state, id, page, 'newer'))
    } catch {
      // `Jump to latest` stays on screen and tries again.
    } finally {
      loadingNewer.delete(id)
    }
  }

  return {
    open(id) {
      const { openId } = store.getState()
      if (openId !== undefined && openId !== id) client().closeConversation(openId)
      store.setState({ openId: id })
      if (id === undefined) return
      if (thread(id)?.phase === 'ready') follow(id)
      else void load(id)
    },
    reload: (id) => void load(id),
    loadOlder: (id) => void loadOlder(id),
    loadNewer: (id) => void loadNewer(id),
    loadLatest,
    markRead(conversationId, seq) {
      client().markRead(conversationId, seq)
      const userId = store.getState().me.id
      const readAt = new Date().toISOString()
      store.setState((state) => withRead(state, { conversationId, userId, seq, readAt }))
    },
  }
}

function isAbsent(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return code === 'CONVERSATION_NOT_FOUND' || code === 'FORBIDDEN' || code === 'INVALID_REQUEST'
}
