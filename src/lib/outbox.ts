/**
 * What this tab has sent and where it stands: a pure reducer by `clientMessageId`.
 *
 * The answer on the socket, the echo of another path, the HTTP answer and a page of catch-up all
 * carry the same `clientMessageId`. Whichever comes first settles the entry, the rest changes
 * nothing. A settled entry never goes back: not to failed, not to sending.
 *
 * ```
 * sending ─► sent
 *    │ ▲       ▲
 *    ▼ │ retry │ it had arrived after all
 *   failed ────┘
 * ```
 */
import type { Attachment } from './attachments'
import type { Message } from './protocol'

/** Why a send failed for good: the row of the error table. */
export interface SendFailure {
  code: string
  /** What a person reads. */
  message: string
  /** Whether the same send may succeed later. */
  retry: boolean
}

/** What every entry has, whatever became of it. */
interface Queued {
  readonly clientMessageId: string
  readonly conversationId: string
  readonly text: string
  /** Its files, which the server has already. */
  readonly attachments?: readonly Attachment[]
  /** When it was handed over, ms since 1970. */
  readonly queuedAtMs: number
}

/** One send. Fields that make no sense in a status do not exist in it. */
export type OutboxEntry =
  | (Queued & {
      readonly status: 'sending'
      /** The socket did not do it; HTTP is trying with the same `clientMessageId`. */
      readonly fellBack: boolean
    })
  | (Queued & { readonly status: 'sent'; readonly message: Message })
  | (Queued & { readonly status: 'failed'; readonly failure: SendFailure })

/** Entries in the order in which they were sent. */
export type Outbox = readonly OutboxEntry[]

export type OutboxEvent =
  /** The person pressed Send. A known `clientMessageId` is ignored: it is queued already. */
  | ({ type: 'queued' } & Queued)
  /** HTTP takes over; see `onFallback` of `ParleyClient.send`. */
  | { type: 'fell-back'; clientMessageId: string }
  /** A stored message came by, on any path. Foreign ones change nothing. */
  | { type: 'settled'; message: Message }
  /** Both paths failed, or the server refused. */
  | { type: 'failed'; clientMessageId: string; failure: SendFailure }
  /** The person pressed Retry. */
  | { type: 'retried'; clientMessageId: string }
  /** The entry is forgotten: its text went back to the composer, or it was deleted. */
  | { type: 'discarded'; clientMessageId: string }

export const emptyOutbox: Outbox = []

/**
 * The outbox after an event.
 *
 * @returns the same array when nothing changed.
 * @example
 * dispatch({ type: 'queued', clientMessageId, conversationId, text, queuedAtMs: Date.now() })
 * client.send({ clientMessageId, conversationId, text }).then(
 *   (message) => dispatch({ type: 'settled', message }),
 *   (failure) => dispatch({ type: 'failed', clientMessageId, failure }),
 * )
 */
export function reduceOutbox(outbox: Outbox, event: OutboxEvent): Outbox {
  switch (event.type) {
    case 'queued':
      return queue(outbox, event)
    case 'fell-back':
      return change(outbox, event.clientMessageId, fallBack)
    case 'settled':
      return change(outbox, event.message.clientMessageId, (entry) => settle(entry, event.message))
    case 'failed':
      return change(outbox, event.clientMessageId, (entry) => fail(entry, event.failure))
    case 'retried':
      return change(outbox, event.clientMessageId, retry)
    case 'discarded':
      return discard(outbox, event.clientMessageId)
  }
}

/** The entries a conversation still has to show below its messages. */
export function unsentOf(outbox: Outbox, conversationId: string): Outbox {
  return outbox.filter(
    (entry) => entry.conversationId === conversationId && entry.status !== 'sent',
  )
}

function queue(outbox: Outbox, { type: _, ...queued }: { type: 'queued' } & Queued): Outbox {
  const isKnown = outbox.some((entry) => entry.clientMessageId === queued.clientMessageId)
  return isKnown ? outbox : [...outbox, { ...queued, status: 'sending', fellBack: false }]
}

function change(
  outbox: Outbox,
  clientMessageId: string,
  step: (entry: OutboxEntry) => OutboxEntry,
): Outbox {
  const index = outbox.findIndex((entry) => entry.clientMessageId === clientMessageId)
  const entry = outbox[index]
  if (!entry) return outbox
  const next = step(entry)
  return next === entry ? outbox : outbox.with(index, next)
}

function fallBack(entry: OutboxEntry): OutboxEntry {
  return entry.status === 'sending' && !entry.fellBack ? { ...entry, fellBack: true } : entry
}

function settle(entry: OutboxEntry, message: Message): OutboxEntry {
  if (entry.status === 'sent' || entry.conversationId !== message.conversationId) return entry
  return { ...queuedPart(entry), status: 'sent', message }
}

function fail(entry: OutboxEntry, failure: SendFailure): OutboxEntry {
  if (entry.status !== 'sending') return entry
  const { code, message, retry } = failure
  return { ...queuedPart(entry), status: 'failed', failure: { code, message, retry } }
}

function retry(entry: OutboxEntry): OutboxEntry {
  if (entry.status !== 'failed') return entry
  return { ...queuedPart(entry), status: 'sending', fellBack: false }
}

function discard(outbox: Outbox, clientMessageId: string): Outbox {
  const rest = outbox.filter((entry) => entry.clientMessageId !== clientMessageId)
  return rest.length === outbox.length ? outbox : rest
}

function queuedPart(entry: Queued): Queued {
  const { clientMessageId, conversationId, text, attachments, queuedAtMs } = entry
  const files = attachments && { attachments }
  return { clientMessageId, conversationId, text, ...files, queuedAtMs }
}
