import type { Conversation } from '@/lib/protocol'
import { isWaiting, visitorChats } from './visitorChat'

/**
 * The number before the title: visitors who wait, and messages to me that nobody has read.
 * @param watchedId the conversation whose end is being looked at.
 */
export function waitingTotal(
  conversations: Readonly<Record<string, Conversation>>,
  me: string,
  watchedId: string | undefined,
): number {
  let total = 0
  for (const chat of visitorChats(conversations, me).values()) {
    if (isWaiting(chat)) total += 1
    else if (chat.phase === 'mine' && chat.conversationId !== watchedId) total += chat.unread
  }
  return total
}
