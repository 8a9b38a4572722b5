import type { MessageRow } from './messageRow'

const NAMES = [
  'id',
  'seq',
  'sender',
  'sender_id',
  'sender_name',
  'client_message_id',
  'text',
  'created_at',
  'edited_at',
  'deleted_at',
  'change_seq',
  'session_id',
  'attachments',
] as const satisfies readonly (keyof MessageRow)[]

type Name = (typeof NAMES)[number]

/** Messages of one thread, each column a list; null where there are none. */
export type MessageColumns = { [name in Name]: MessageRow[name][] | null }

/**
 * Many messages as JSON, in no order. By rows PostgreSQL looks at the type of each value, which takes more
 * than half of a page; by columns it looks once.
 */
export const MESSAGE_COLUMNS = `json_build_object(
    ${NAMES.map((name) => `'${name}', json_agg(${name})`).join(', ')})`

/** In the order of a column. */
export function rowsOf(
  conversationId: string,
  columns: MessageColumns,
  order: 'seq' | 'change_seq',
): MessageRow[] {
  const cell = <N extends Name>(name: N, nth: number) => columns[name]?.[nth] as MessageRow[N]
  const rows = (columns.id ?? []).map(
    (id, nth): MessageRow => ({
      id,
      conversation_id: conversationId,
      seq: cell('seq', nth),
      sender: cell('sender', nth),
      sender_id: cell('sender_id', nth),
      sender_name: cell('sender_name', nth),
      client_message_id: cell('client_message_id', nth),
      text: cell('text', nth),
      created_at: cell('created_at', nth),
      edited_at: cell('edited_at', nth),
      deleted_at: cell('deleted_at', nth),
      change_seq: cell('change_seq', nth),
      session_id: cell('session_id', nth),
      attachments: cell('attachments', nth),
    }),
  )
  return rows.sort((one, other) => (one[order] ?? 0) - (other[order] ?? 0))
}
