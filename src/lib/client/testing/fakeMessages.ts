import type { Conversation, Message } from '../../protocol'

/** The message with this `seq`, always the same one. */
export function messageOf(seq: number, more: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    conversationId: 'c1',
    seq,
    text: `text ${seq}`,
    sender: 'user',
    senderId: 'u_ben',
    senderName: 'Ben',
    timestamp: new Date(seq * 1000).toISOString(),
    clientMessageId: `k${seq}`,
    tenantId: 'acme',
    ...more,
  }
}

export function conversationOf(lastSeq: number, id = 'c1'): Conversation {
  return {
    id,
    kind: 'direct',
    participants: [],
    lastSeq,
    lastChangeSeq: 0,
    unreadCount: 0,
    updatedAt: new Date(0).toISOString(),
  }
}
