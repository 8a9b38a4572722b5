import type { MessagePage, PagePosition, TenantUser } from './conversationStore'
import { type MessageRow, messageOf } from './messageRow'
import type { Query } from './postgresQuery'

/** Messages and last seq in one statement: one snapshot. One row more tells whether there is more. */
export async function messagePage(
  query: Query,
  { tenantId, userId }: TenantUser,
  conversationId: string,
  { after, before, limit }: PagePosition,
): Promise<MessagePage | undefined> {
  const forward = after !== undefined
  const from = after ?? before ?? Number.MAX_SAFE_INTEGER
  const [row] = await query<{ last_seq: number; messages: MessageRow[] }>(
    forward ? AFTER : BEFORE,
    [tenantId, userId, conversationId, from, limit + 1],
    forward ? 'messages_after' : 'messages_before',
  )
  if (!row) return undefined
  const shown = forward ? row.messages.slice(0, limit) : row.messages.slice(-limit)
  return {
    messages: shown.map((message) => messageOf(message, tenantId)),
    hasMore: row.messages.length > limit,
    lastSeq: row.last_seq,
  }
}

const page = (comparison: string, order: string) => `
  select c.last_seq::float8 as last_seq, coalesce((
    select json_agg(row_to_json(m) order by m.seq) from (
      select * from messages where conversation_id = c.id and seq ${comparison} $4
      order by seq ${order} limit $5
    ) m), '[]') as messages
  from conversations c
  join tenants t on t.id = c.tenant_id and t.key = $1
  join participants me on me.conversation_id = c.id and me.user_id = $2
  where c.id = $3`

const AFTER = page('>', 'asc')
const BEFORE = page('<', 'desc')
