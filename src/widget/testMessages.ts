import type { Message } from '@/lib/protocol'

/** A message of the conversation, by its place. */
export function messageOf(seq: number, given: Partial<Message> = {}): Message {
  return {
    id: `m_${seq}`,
    conversationId: 'c_1',
    seq,
    text: `Message ${seq}`,
    sender: 'agent',
    senderId: 'u_ada',
    senderName: 'Ada',
    timestamp: new Date(Date.UTC(2026, 0, 15, 9, seq)).toISOString(),
    clientMessageId: `k_${seq}`,
    tenantId: 'acme',
    ...given,
  }
}
