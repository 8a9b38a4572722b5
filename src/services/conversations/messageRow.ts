import type { Attachment } from '@/lib/attachments'
import type { Message } from '@/lib/protocol'

/** A row of `messages` as JSON. */
export interface MessageRow {
  id: string
  conversation_id: string
  seq: number
  sender: Message['sender']
  sender_id: string
  sender_name: string
  client_message_id: string
  text: string
  created_at: string
  edited_at: string | null
  deleted_at: string | null
  change_seq: number | null
  session_id: string | null
  attachments: Attachment[] | null
}

export function messageOf(row: MessageRow, tenantId: string): Message {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    seq: row.seq,
    text: row.text,
    sender: row.sender,
    senderId: row.sender_id,
    senderName: row.sender_name,
    timestamp: moment(row.created_at),
    clientMessageId: row.client_message_id,
    tenantId,
    ...(row.edited_at !== null && { editedAt: moment(row.edited_at) }),
    ...(row.deleted_at !== null && { deletedAt: moment(row.deleted_at) }),
    ...(row.change_seq !== null && { changeSeq: row.change_seq }),
    ...(row.attachments !== null && { attachments: row.attachments }),
    ...stayOf(row.sender, row.sender_id, row.session_id ?? undefined),
  }
}

/** In a web chat: the visitor's stay, and the visitor of their own messages. */
export function stayOf(
  sender: Message['sender'],
  senderId: string,
  sessionId: string | undefined,
): Pick<Message, 'sessionId' | 'userId'> {
  if (sessionId === undefined) return {}
  return { sessionId, ...(sender === 'user' && { userId: senderId }) }
}

const WRITTEN_IN_UTC = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00:00$/

/**
 * The database writes an offset and no last zeros, the wire writes `Z`. A page has a hundred of them:
 * by way of a date they cost more than the rest of it.
 */
export function moment(time: string | Date): string {
  const [, seconds, milliseconds = ''] = WRITTEN_IN_UTC.exec(String(time)) ?? []
  if (seconds === undefined) return new Date(time).toISOString()
  return `${seconds}.${milliseconds.padEnd(3, '0')}Z`
}
