import type { Message } from '@/lib/protocol'
import { type Bubble, noteBubble, storedBubble } from './bubble'

/**
 * Messages and notes in the order in which they were written. Notes from before the first message
 * that is loaded come when it is.
 */
export function placedNotes(
  messages: readonly Message[],
  notes: readonly Message[],
  hasMore: boolean,
): Bubble[] {
  const bubbles: Bubble[] = []
  const from = hasMore ? (messages[0]?.timestamp ?? '') : ''
  const waiting = notes.filter(({ timestamp }) => timestamp >= from)
  let next = 0
  for (const message of messages) {
    for (
      let note = waiting[next];
      note && note.timestamp < message.timestamp;
      note = waiting[next]
    ) {
      bubbles.push(noteBubble(note))
      next += 1
    }
    bubbles.push(storedBubble(message))
  }
  return bubbles.concat(waiting.slice(next).map(noteBubble))
}
