import type { Conversation } from '@/lib/protocol'

/** Unread messages as they are shown: none where the reader sees them come. */
export function shownUnread(conversation: Conversation, watchedId: string | undefined): number {
  return conversation.id === watchedId ? 0 : conversation.unreadCount
}

/** The one number behind rail, title and app badge: what wants to be seen, so nothing muted. */
export function unreadTotal(
  conversations: Iterable<Conversation>,
  watchedId: string | undefined,
): number {
  let total = 0
  for (const conversation of conversations) {
    if (!conversation.muted) total += shownUnread(conversation, watchedId)
  }
  return total
}

/** Nothing is said of its messages: it is muted, or a colleague has taken it. */
export function isQuiet({ muted, webchat }: Conversation, me: string): boolean {
  const { assigneeId } = webchat ?? {}
  return muted === true || (assigneeId !== undefined && assigneeId !== me)
}

/** The document's title; the shell puts the number before it. */
export function chatTitle(conversationName: string | undefined): string {
  return conversationName === undefined ? 'Chat' : `${conversationName} – Chat`
}
