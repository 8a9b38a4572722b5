import type { Logger } from 'pino'
import { type Refusal, refusal } from '@/lib/errors'
import { groupCommit } from '@/services/database'
import { appendOutcomes, isUnsure, type Outcome } from './appendOutcomes'
import type { ConversationStore, NewMessage, StoredMessage } from './conversationStore'
import { messageLanes } from './messageLanes'
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

/** Messages whose fate a process remembers; a repeat comes soon. */
const REMEMBERED = 20_000

/** Group commit of messages, a lane for each conversation. */
export function messagePipeline(options: PipelineOptions): MessagePipeline {
  const { append, writers, log, maxBatch = 500, maxWaiting = 20_000, atEndOfTurn } = options
  const lanes = messageLanes<Waiting>(maxBatch)
  const settle = settler()
  let closed = false
  const commits = groupCommit({
    waiting: lanes,
    writers,
    atEndOfTurn,
    write: async ({ entries }) => {
      const messages = entries.map(({ message }) => message)
      const outcomes = await appendOutcomes(append, messages, log)
      return () => settle(entries, outcomes)
    },
  })
  return {
    send: (message) =>
      new Promise((resolve, reject) => {
        if (closed || lanes.size() >= maxWaiting) return reject(refusal('UNAVAILABLE'))
        lanes.add(message.conversationId, { message, resolve, reject })
        commits.arrived()
      }),
    close: () => {
      closed = true
      return commits.close()
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
        resolve({ isNews: answered.add(id), ...firstSuccess(outcome.stored) })
      } else reject(outcome.refused)
    }
  }
}
