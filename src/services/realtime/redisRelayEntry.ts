import type { RoomMessage } from './roomRelay'

/** stream: what is said in rooms; fields `from`, `first`, then head and body of each message */
export const relayStream = 'parley:rooms'

/** The stream ends so long after the last entry, and nobody who was away longer may trust it. */
export const KEPT_MS = 300_000

/** In place of a number: the process ends, and all it had to say is said. */
export const ENDS = 0

/**
 * Messages of one process that were written together; `first` is the number of the first. One without
 * messages says that the process is alive.
 */
export interface RelayEntry {
  from: string
  first: number
  /** Head and body of each message, in turn. */
  messages: string[]
}

export function entryFields(
  from: string,
  first: number,
  messages: readonly RoomMessage[],
): string[] {
  const written = messages.flatMap(({ deed, rooms, except, body }) => [
    JSON.stringify([deed, rooms, except]),
    body,
  ])
  return ['from', from, 'first', String(first), ...written]
}

export function entryOf([, from = '', , first = '', ...messages]: string[]): RelayEntry {
  return { from, first: Number(first), messages }
}

export function messageOf({ first, messages }: RelayEntry, number: number): RoomMessage {
  const at = (number - first) * 2
  const [deed, rooms, except] = JSON.parse(messages[at] ?? '')
  return { deed, rooms, except, body: messages[at + 1] ?? '' }
}
