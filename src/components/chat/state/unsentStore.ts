import { type Outbox, type OutboxEntry, reduceOutbox } from '@/lib/outbox'
import type { ChatStore } from './chatStore'
import type { DraftStorage, Unsent } from './draftStorage'

const INTERRUPTED = 'The page was closed before it was sent.'

/**
 * Keeps what is not sent yet beside the drafts, so that a reload loses nothing.
 * @returns the way to stop.
 */
export function keepUnsent(store: ChatStore, storage: DraftStorage): () => void {
  restore(store, storage)
  return store.subscribe((state, before) => {
    if (state.outbox === before.outbox) return
    for (const id of changedConversations(before.outbox, state.outbox)) {
      storage.saveUnsent(id, unsentIn(state.outbox, id))
    }
  })
}

function restore(store: ChatStore, storage: DraftStorage): void {
  for (const [conversationId, kept] of Object.entries(storage.unsent())) {
    const arrived = new Set(
      store.getState().threads[conversationId]?.messages.map((message) => message.clientMessageId),
    )
    for (const unsent of kept.filter(({ clientMessageId }) => !arrived.has(clientMessageId))) {
      store.setState(({ outbox }) => ({ outbox: withUnsent(outbox, conversationId, unsent) }))
    }
  }
}

function withUnsent(outbox: Outbox, conversationId: string, unsent: Unsent): Outbox {
  const { clientMessageId, text, attachments, at, reason, canRetry } = unsent
  const queuedAtMs = Date.parse(at)
  const files = attachments && { attachments }
  const said = { clientMessageId, conversationId, text, ...files }
  const queued = { type: 'queued' as const, ...said, queuedAtMs }
  const failure = { code: 'UNAVAILABLE', message: reason, retry: canRetry }
  return reduceOutbox(reduceOutbox(outbox, queued), { type: 'failed', clientMessageId, failure })
}

function changedConversations(before: Outbox, after: Outbox): Set<string> {
  const changed = [...before, ...after].filter(
    (entry) => !(before.includes(entry) && after.includes(entry)),
  )
  return new Set(changed.map(({ conversationId }) => conversationId))
}

function unsentIn(outbox: Outbox, conversationId: string): Unsent[] {
  return outbox
    .filter((entry) => entry.conversationId === conversationId && entry.status !== 'sent')
    .map(asUnsent)
}

function asUnsent(entry: OutboxEntry): Unsent {
  const failure = entry.status === 'failed' ? entry.failure : undefined
  return {
    clientMessageId: entry.clientMessageId,
    text: entry.text,
    ...(entry.attachments && { attachments: entry.attachments }),
    at: new Date(entry.queuedAtMs).toISOString(),
    reason: failure?.message ?? INTERRUPTED,
    canRetry: failure?.retry ?? true,
  }
}
