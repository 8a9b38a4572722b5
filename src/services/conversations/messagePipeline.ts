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
  send(message: NewMessage): Promise<SentMessage>
  /** Refuses what comes from now on and waits for what was accepted. */
  close(): Promise<void>
}

export interface SentMessage extends StoredMessage {
  /**
   * This process has not answered it before, so whoever asked has to tell it: also a repeat whose
   * first process may have died between storing and telling. Who was told already knows its id.
   */
  isNews: boolean
}

export interface PipelineOptions {
  append: ConversationStore['append']
  /** Batches in flight at once. */
  writers: number
  log: Logger
  maxBatch?: number
  /** Above it messages are refused with `UNAVAILABLE`: storage does not keep up. */
  maxWaiting?: number
  /** When what has arrived is looked at; after the turn of the loop unless told. */
  atEndOfTurn?: (run: () => void) => void
}

interface Waiting {
  message: NewMessage
  resolve(sent: SentMessage): void
  reject(error: Refusal): void
}

/** Batches that are written at once; another one beside them must be worth its round trip. */
const FREE_WRITERS = 2
const WORTH_ANOTHER = 32
/** Messages whose fate a process remembers; a repeat comes soon. */
const REMEMBERED = 20_000

/**
 * Group commit without a timer: what arrives in one turn of the loop, or while batches are in
 * flight, is the next batch. More than two are in flight only while commits are slow.
 */
export function messagePipeline(options: PipelineOptions): MessagePipeline {
  const { append, writers, log, maxBatch = 500, maxWaiting = 20_000 } = options
  const { atEndOfTurn = setImmediate } = options
  const lanes = messageLanes<Waiting>(maxBatch)
  const inFlight = new Set<Promise<void>>()
  const settle = settler()
  let closed = false
  let due = false

  const mayStart = () =>
    lanes.hasReady() &&
    inFlight.size < writers &&
    (inFlight.size < FREE_WRITERS || lanes.size() >= WORTH_ANOTHER)
  const startBatches = () => {
    due = false
    while (mayStart()) start(lanes.take())
  }
  const startLater = () => {
    if (due) return
    due = true
    atEndOfTurn(startBatches)
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
        startLater()
      }),
    close: async () => {
      closed = true
      startBatches()
      while (inFlight.size > 0) await Promise.all(inFlight)
    },
  }
}

/**
 * Answers the senders. A message whose sender was told `UNAVAILABLE` may be stored nevertheless,
 * and nobody has heard of it: the repeat that finds it is its first success, not a duplicate.
 */
function settler(): (entries: readonly Waiting[], outcomes: readonly Outcome[]) => void {
  const unsure = recentIds(REMEMBERED)
  const answered = recentIds(REMEMBERED)
  const firstSuccess = (stored: StoredMessage) =>
    stored.duplicate && unsure.delete(stored.message.id) ? { ...stored, duplicate: false } : stored
  return (entries, outcomes) => {
    for (const [index, { message, resolve, reject }] of entries.entries()) {
      const outcome = outcomes[index] ?? { refused: refusal('INTERNAL') }
      if (isUnsure(outcome)) unsure.add(message.id)
      if ('stored' in outcome) {
        const { id } = outcome.stored.message
        resolve({ ...firstSuccess(outcome.stored), isNews: answered.add(id) })
      } else reject(outcome.refused)
    }
  }
}
