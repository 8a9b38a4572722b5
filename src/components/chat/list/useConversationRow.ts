import { useMemo } from 'react'
import type { Conversation } from '@/lib/protocol'
import { useChat, useChatState, useDraft, usePresenceState, useTyping } from '../state/ChatProvider'
import { conversationName, type Presence, peerOf, presenceOf } from '../state/people'
import { shownUnread } from '../state/unread'
import { type Preview, previewOf } from './preview'

export interface RowView {
  name: string
  /** Whose colours and picture the row shows. */
  face: { userId: string; name: string; avatar?: string | undefined }
  /** Absent while unknown, and for groups. */
  presence: Presence | undefined
  preview: Preview
  unread: number
  muted: boolean
  at: string | undefined
}

/** Everything one row draws, from the slices that belong to it. */
export function useConversationRow(id: string, isOpen: boolean): RowView | undefined {
  const me = useChat().me.id
  const conversation = useChatState(({ conversations }) => conversations[id])
  const unsent = useChatState(({ outbox }) =>
    outbox.findLast((entry) => entry.conversationId === id && entry.status !== 'sent'),
  )
  const unread = useChatState(({ watchedId }) =>
    conversation ? shownUnread(conversation, watchedId) : 0,
  )
  const peer = conversation && peerOf(conversation, me)
  const presence = usePeerPresence(peer?.userId)
  const typing = useTyping(id).length > 0
  const draft = useDraft(isOpen ? undefined : id)
  return useMemo(() => {
    if (!conversation) return undefined
    const name = conversationName(conversation, me)
    return {
      name,
      face: peer ?? { userId: conversation.id, name },
      presence,
      preview: previewOf({ conversation, me, typing, draft, unsent }),
      unread,
      muted: conversation.muted ?? false,
      at: activityOf(conversation),
    }
  }, [conversation, me, peer, presence, typing, draft, unsent, unread])
}

/** A person's presence; absent while it is not known. */
export function usePeerPresence(userId: string | undefined): Presence | undefined {
  return usePresenceState(({ users, known, stale }) =>
    userId === undefined || !known || stale ? undefined : presenceOf(users[userId]),
  )
}

function activityOf({ lastMessage, updatedAt }: Conversation): string | undefined {
  return lastMessage?.timestamp ?? updatedAt
}
