import type { ParleyEvent } from '../parleyEvents'
import type { Conversation, Message } from '../protocol'
import type { SocketLink } from './socketLink'

interface Hearers {
  /** A stored message, new or changed. */
  message(message: Message): void
  tell(event: ParleyEvent): void
  revoked(reason: string): void
}

/** What the server says over the socket, in the client's events. */
export function hearServer(link: Pick<SocketLink, 'on'>, hearers: Hearers): void {
  const { tell } = hearers
  // Admins hear of visitors' conversations too: those are not among their own.
  const tellOwn = (conversation: Conversation) => {
    if (conversation.kind !== 'webchat') tell({ type: 'conversation', conversation })
  }
  link.on('private_message_created', ({ message }) => hearers.message(message))
  link.on('message_updated', ({ message }) => hearers.message(message))
  link.on('message_deleted', ({ message }) => hearers.message(message))
  link.on('message_delivered', (mark) => tell({ type: 'delivered', ...mark }))
  link.on('message_read', (read) => tell({ type: 'read', ...read }))
  link.on('typing', (typing) => tell({ type: 'typing', ...typing }))
  link.on('conversation_created', ({ conversation }) => tellOwn(conversation))
  link.on('conversation_updated', ({ conversation }) => tellOwn(conversation))
  link.on('conversation_removed', ({ conversationId }) =>
    tell({ type: 'conversation-removed', conversationId }),
  )
  link.on('session_revoked', ({ reason }) => hearers.revoked(reason))
}
