import type { Logger } from 'pino'
import { errorCodeOf, type Refusal, refusal } from '@/lib/errors'
import type { Appended, ConversationStore, NewMessage, StoredMessage } from './conversationStore'

/** What became of one message of a batch. */
export type Outcome = { stored: StoredMessage } | { refused: Refusal }

type Append = ConversationStore['append']

/**
 * Appends a batch and tells the outcome of each message; never rejects. When storage refuses the
 * batch, one bad message must not fail its neighbours: each is tried once by itself. When storage
 * is away nothing is tried again, because the batch may be stored: the sender's repeat finds out.
 */
export async function appendOutcomes(
  append: Append,
  messages: readonly NewMessage[],
  log: Logger,
): Promise<Outcome[]> {
  try {
    return (await append(messages)).map(outcome)
  } catch (error) {
    if (isAway(error)) {
      log.warn({ err: error, messages: messages.length }, 'storage is away')
      return messages.map(away)
    }
    log.error({ err: error, messages: messages.length }, 'batch of messages not stored')
    return messages.length === 1
      ? [{ refused: refusal('INTERNAL') }]
      : oneByOne(append, messages, log)
  }
}

/** Whether the message may or may not be stored. */
export function isUnsure(outcome: Outcome): boolean {
  return 'refused' in outcome && isAway(outcome.refused)
}

async function oneByOne(
  append: Append,
  messages: readonly NewMessage[],
  log: Logger,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const message of messages) {
    const last = outcomes.at(-1)
    if (last && isUnsure(last)) outcomes.push(away())
    else outcomes.push(...(await appendOutcomes(append, [message], log)))
  }
  return outcomes
}

function outcome(stored: Appended): Outcome {
  if (stored === null)
    return {
      refused: refusal('INVALID_REQUEST', {
        sentence: 'A file of this message is not there any more. Add it again.',
        details: ['attachmentIds'],
      }),
    }
  return stored ? { stored } : { refused: refusal('CONVERSATION_NOT_FOUND') }
}

function away(): Outcome {
  return { refused: refusal('UNAVAILABLE') }
}

function isAway(error: unknown): boolean {
  return errorCodeOf(error) === 'UNAVAILABLE'
}
