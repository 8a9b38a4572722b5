import type { Logger } from 'pino'
import { type Refusal, refusal } from '@/lib/errors'
import { appendOutcomes, isUnsure, type Outcome } from './appendOutcomes'
import type { ConversationStore, NewMessage, StoredMessage } from './conversationStore'
import { type Batch, messageLanes } from './messageLanes'
import { recentIds } from './recentIds'

/** The way of every message into storage. */
export interface MessagePipeline {
  /**
   * Resolves when the message is durable, in the order of `seq` within a conversation.
   * Messages of one conversation are stored in the order of these calls.
   */
  send(message: NewMessage): Promise<StoredMessage>
  /** Refuses what comes from now on and waits for what was accepted. */
  close(): Promise<void>
}

export interface PipelineOptions {
  append: ConversationStore['append']
  /** Batches in flight at once. */
  writers: number
  log: Logger
  maxBatch?: number
  /** Above it messages are refused with `UNAVAILABLE`: storage does not keep up. */
  maxWaiting?: number
}

interface Waiting {
  message: NewMessage
  resolve(stored: StoredMessage): void
  reject(error: Refusal): void
}

/** Group commit without a timer: what arrives while `writers` batches are in flight is the next. */
export function messagePipeline(options: PipelineOptions): MessagePipeline {
  const { append, writers, log, maxBatch = 500, maxWaiting = 20_000 } = options
  const lanes = messageLanes<Waiting>(maxBatch)
  const inFlight = new Set<Promise<void>>()
  const settle = settler()
  let closed = false

  const startBatches = () => {
    while (inFlight.size < writers && lanes.hasReady()) start(lanes.take())
  }
  const start = (batch: Batch<Waiting>) => {
    const messages = batch.entries.map(({ message }) => message)
    const run: Promise<void> = appendOutcomes(append, messages, log).then((outcomes) => {
      inFlight.delete(run)
      lanes.release(batch)
      startBatches()
      settle(batch.entries, outcomes)
    })
    inFlight.add(run)
  }
  return {
    send: (message) =>
      new Promise((resolve, reject) => {
        if (closed || lanes.size() >= maxWaiting) return reject(refusal('UNAVAILABLE'))
        lanes.add(message.conversationId, { message, resolve, reject })
        startBatches()
      }),
    close: async () => {
      closed = true
      while (inFlight.size > 0) await Promise.all(inFlight)
    },
  }
}

/**
 * Answers the senders. A message whose sender was told `UNAVAILABLE` may be stored nevertheless,
 * and nobody has heard of it: the repeat that finds it is its first success, not a duplicate.
 */
function settler(): (entries: readonly Waiting[], outcomes: readonly Outcome[]) => void {
  const unsure = recentIds(20_000)
  const firstSuccess = (stored: StoredMessage) =>
    stored.duplicate && unsure.delete(stored.message.id) ? { ...stored, duplicate: false } : stored
  return (entries, outcomes) => {
    for (const [index, { message, resolve, reject }] of entries.entries()) {
      const outcome = outcomes[index] ?? { refused: refusal('INTERNAL') }
      if (isUnsure(outcome)) unsure.add(message.id)
      if ('stored' in outcome) resolve(firstSuccess(outcome.stored))
      else reject(outcome.refused)
    }
  }
}
