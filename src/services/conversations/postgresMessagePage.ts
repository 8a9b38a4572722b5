import type { Query } from '@/services/database'
import type { MessagePage, PagePosition, TenantUser } from './conversationStore'
import { type MessageRow, messageOf } from './messageRow'

interface PageRow {
  last_seq: number
  last_change_seq: number
  messages: MessageRow[]
}

/** Messages and last seq in one statement: one snapshot. One row more tells whether there is more. */
export async function messagePage(
  query: Query,
  { tenantId, userId }: TenantUser,
  conversationId: string,
  position: PagePosition,
): Promise<MessagePage | undefined> {
  const { limit } = position
  const { text, name, from, forward } = statementFor(position)
  const values = [tenantId, userId, conversationId, from, limit + 1]
  const [row] = await query<PageRow>(text, values, name)
  if (!row) return undefined
  const shown = forward ? row.messages.slice(0, limit) : row.messages.slice(-limit)
  return {
    messages: shown.map((message) => messageOf(message, tenantId)),
    hasMore: row.messages.length > limit,
    lastSeq: row.last_seq,
    lastChangeSeq: row.last_change_seq,
  }
}

function statementFor({ after, before, changedAfter }: PagePosition) {
  if (changedAfter !== undefined) return { ...CHANGED, from: changedAfter }
  if (after !== undefined) return { ...AFTER, from: after }
  return { ...BEFORE, from: before ?? Number.MAX_SAFE_INTEGER }
}

const page = (condition: string, order: string, shownBy = 'seq') => `
  select c.last_seq::float8 as last_seq, c.last_change_seq::float8 as last_change_seq, coalesce((
    select json_agg(row_to_json(m) order by m.${shownBy}) from (
      select * from messages where conversation_id = c.id and ${condition}
      order by ${order} limit $5
    ) m), '[]') as messages
  from conversations c
  join tenants t on t.id = c.tenant_id and t.key = $1
  join participants me on me.conversation_id = c.id and me.user_id = $2
  where c.id = $3`

const AFTER = { name: 'messages_after', text: page('seq > $4', 'seq asc'), forward: true }
const BEFORE = { name: 'messages_before', text: page('seq < $4', 'seq desc'), forward: false }
const CHANGED = {
  name: 'messages_changed',
  text: page('change_seq > $4', 'change_seq asc', 'change_seq'),
  forward: true,
}
