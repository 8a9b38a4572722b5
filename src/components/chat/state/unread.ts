import type { Conversation } from '@/lib/protocol'

/** The one number behind the list's badges, the rail, the title and the app badge. */
export function unreadTotal(conversations: Iterable<Conversation>): number {
  let total = 0
  for (const { unreadCount } of conversations) total += unreadCount
  return total
}

/** The document's title; the shell puts the number before it. */
export function chatTitle(conversationName: string | undefined): string {
  return conversationName === undefined ? 'Chat' : `${conversationName} – Chat`
}
