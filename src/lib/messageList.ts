/**
 * The messages of one conversation as a list: pure functions.
 *
 * A message may arrive several times and in any order (answer to a send, echo on the socket,
 * a page of history, a page of catch-up). Merging shows each once, in the order of `seq`.
 */
import type { Message } from './protocol'

/**
 * Puts messages into a list that is sorted by `seq` and holds each id once. Of two versions of
 * one message the later stays: deleted before edited, later edit before earlier.
 *
 * @returns the same array when nothing changed, so that it can be compared by identity.
 * @example
 * setMessages((messages) => merge(messages, answer.messages))
 */
export function merge(
  messages: readonly Message[],
  incoming: readonly Message[],
): readonly Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  let changed = false
  for (const message of incoming) {
    const known = byId.get(message.id)
    if (known && !isLater(message, known)) continue
    byId.set(message.id, message)
    changed = true
  }
  return changed ? [...byId.values()].sort((one, other) => one.seq - other.seq) : messages
}

function isLater(message: Message, known: Message): boolean {
  if (known.deletedAt) return false
  if (message.deletedAt) return true
  return (message.editedAt ?? '') > (known.editedAt ?? '')
}

/** The highest `seq` of a list; 0 when it is empty. */
export function lastSeqOf(messages: readonly Message[]): number {
  return messages.at(-1)?.seq ?? 0
}

/**
 * The first hole in a merged list: messages between `after` and `before` are missing, both
 * themselves present. The beginning of the list is no hole: history is read in pages.
 *
 * @example
 * const gap = findGap(messages)
 * if (gap) merge(messages, (await api.messages(id, { after: gap.after })).messages)
 */
export function findGap(
  messages: readonly Message[],
): { after: number; before: number } | undefined {
  for (const [index, message] of messages.entries()) {
    const next = messages[index + 1]
    if (next && next.seq > message.seq + 1) return { after: message.seq, before: next.seq }
  }
  return undefined
}
