import type { Query } from '@/services/database'
import type { MessagePage, PagePosition, TenantUser } from './conversationStore'
import { MESSAGE_COLUMNS, type MessageColumns, rowsOf } from './messageColumns'
import { messageOf } from './messageRow'
import type { ChatStatus } from './webchatStore'

interface PageRow {
  id: string
  last_seq: number
  last_change_seq: number
  /** Of a web chat alone: how far any admin has read, and its status. */
  chat: [agentsReadSeq: number, status: ChatStatus] | null
  messages: MessageColumns
}

/** The thread that is read: named by itself and asked for by a participant, or a web chat. */
type ThreadRead = { tenantId: string; position: PagePosition } & (
  | { by: 'participant'; id: string; userId: string }
  | { by: 'chat' | 'visitor' | 'notes'; id: string }
)

export async function messagePage(
  query: Query,
  { tenantId, userId }: TenantUser,
  id: string,
  position: PagePosition,
): Promise<MessagePage | undefined> {
  const read = { by: 'participant' as const, tenantId, userId, id, position }
  return (await pageOfThread(query, read))?.page
}

/** Messages and last seq in one statement: one snapshot. One row more tells whether there is more. */
export async function pageOfThread(query: Query, read: ThreadRead) {
  const { by, tenantId, id, position } = read
  const { limit } = position
  const { name, condition, order, shownBy, from, forward } = directionOf(position)
  const chat = by === 'chat' || by === 'visitor' ? STANDING : 'null'
  const text = pageText(THREADS[by], condition, order, chat)
  const asker = read.by === 'participant' ? [read.userId] : []
  const [row] = await query<PageRow>(
    text,
    [tenantId, id, from, limit + 1, ...asker],
    `${name}_${by}`,
  )
  if (!row) return undefined
  const rows = rowsOf(row.id, row.messages, shownBy)
  const shown = forward ? rows.slice(0, limit) : rows.slice(-limit)
  const page: MessagePage = {
    messages: shown.map((message) => messageOf(message, tenantId)),
    hasMore: rows.length > limit,
    lastSeq: row.last_seq,
    lastChangeSeq: row.last_change_seq,
  }
  const [agentsReadSeq, status] = row.chat ?? [0, 'open' as const]
  return { conversationId: row.id, agentsReadSeq, status, page }
}

/**
 * Which thread `c` is: tenant $1, its name $2, and who asks $5. A visitor's is looked up first: joined,
 * a plan that was made while the tables were small reads all chats of the tenant for each of them.
 */
const THREADS = {
  participant: `join participants me on me.conversation_id = c.id and me.user_id = $5
    where c.id = $2`,
  chat: `join webchats w on w.conversation_id = c.id where c.id = $2`,
  visitor: `where c.id = (
      select w.conversation_id from webchats w
      where w.tenant_id = (select id from tenants where key = $1) and w.visitor_id = $2)`,
  notes: `join webchats w on w.notes_id = c.id where w.conversation_id = $2`,
}

function directionOf({ after, before, changedAfter }: PagePosition) {
  if (changedAfter !== undefined) return { from: changedAfter, ...CHANGED }
  if (after !== undefined) return { from: after, ...AFTER }
  return { from: before ?? Number.MAX_SAFE_INTEGER, ...BEFORE }
}

const STANDING = `(
    select json_build_array(w.agents_read_seq, w.status)
    from webchats w where w.conversation_id = c.id)`

const pageText = (thread: string, condition: string, order: string, chat: string) => `
  select c.id, c.last_seq::float8 as last_seq, c.last_change_seq::float8 as last_change_seq,
    ${chat} as chat, (
    select ${MESSAGE_COLUMNS} from (
      select * from messages where conversation_id = c.id and ${condition}
      order by ${order} limit $4
    ) m) as messages
  from conversations c
  join tenants t on t.id = c.tenant_id and t.key = $1
  ${thread}`

const AFTER = {
  name: 'messages_after',
  condition: 'seq > $3',
  order: 'seq asc',
  shownBy: 'seq' as const,
  forward: true,
}
const BEFORE = {
  name: 'messages_before',
  condition: 'seq < $3',
  order: 'seq desc',
  shownBy: 'seq' as const,
  forward: false,
}
const CHANGED = {
  name: 'messages_changed',
  condition: 'change_seq > $3',
  order: 'change_seq asc',
  shownBy: 'change_seq' as const,
  forward: true,
}
