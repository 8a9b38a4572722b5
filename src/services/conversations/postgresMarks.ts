import type { Query } from '@/services/database'
import type { ConversationStore, Delivered, DeliveredMark, TenantUser } from './conversationStore'
import { OWN, PEOPLE } from './postgresParts'

/** How far conversations are read and delivered. */
export function seqMarks(query: Query): Pick<ConversationStore, 'markRead' | 'markDelivered'> {
  return {
    markRead: (user, conversationId, seq) => markRead(query, user, conversationId, seq),
    markDelivered: (delivered) => markDelivered(query, delivered),
  }
}

async function markRead(
  query: Query,
  { tenantId, userId }: TenantUser,
  conversationId: string,
  seq: number,
) {
  const [row] = await query<{ last_read_seq: number; moved: boolean; people: string[] }>(
    MARK_READ,
    [tenantId, userId, conversationId, seq],
    'mark_read',
  )
  return row && { lastReadSeq: row.last_read_seq, moved: row.moved, participantIds: row.people }
}

const MARK_READ = `with asked as (
    select c.id, me.last_read_seq as before, least($4::bigint, c.last_seq) as wanted,
      ${PEOPLE} as people
    from ${OWN} where c.id = $3
  ), moved as (
    update participants p set last_read_seq = asked.wanted,
      last_delivered_seq = greatest(p.last_delivered_seq, asked.wanted)
    from asked
    where p.conversation_id = asked.id and p.user_id = $2 and p.last_read_seq < asked.wanted
    returning 1
  )
  select greatest(before, wanted)::float8 as last_read_seq, exists (select from moved) as moved, people
  from asked`

interface MarkRow {
  nth: number
  last_delivered_seq: number
  moved: boolean
  people: string[]
}

async function markDelivered(
  query: Query,
  delivered: readonly Delivered[],
): Promise<(DeliveredMark | undefined)[]> {
  const column = <K extends keyof Delivered>(field: K) => delivered.map((mark) => mark[field])
  const columns = [column('tenantId'), column('userId'), column('conversationId'), column('seq')]
  const rows = await query<MarkRow>(MARK_DELIVERED, columns, 'mark_delivered')
  const found = new Map(rows.map((row) => [row.nth, row]))
  return delivered.map((_, index) => {
    const row = found.get(index + 1)
    return (
      row && {
        lastDeliveredSeq: row.last_delivered_seq,
        moved: row.moved,
        participantIds: row.people,
      }
    )
  })
}

/** Rows are locked in one order, so that statements of several processes wait and never deadlock. */
const MARK_DELIVERED = `with asked as (
    select told.nth, c.id, told.user_id, p.last_delivered_seq as before,
      least(told.seq, c.last_seq) as wanted, ${PEOPLE} as people
    from unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
      with ordinality as told (tenant_key, user_id, conversation_id, seq, nth)
    join conversations c on c.id = told.conversation_id
    join tenants t on t.id = c.tenant_id and t.key = told.tenant_key
    join participants p on p.conversation_id = c.id and p.user_id = told.user_id
  ), locked as (
    select p.conversation_id, p.user_id, asked.wanted
    from participants p join asked on asked.id = p.conversation_id and asked.user_id = p.user_id
    where p.last_delivered_seq < asked.wanted
    order by p.conversation_id, p.user_id
    for no key update of p
  ), moved as (
    update participants p set last_delivered_seq = locked.wanted from locked
    where p.conversation_id = locked.conversation_id and p.user_id = locked.user_id
      and p.last_delivered_seq < locked.wanted
    returning p.conversation_id, p.user_id
  )
  select nth::float8 as nth, greatest(before, wanted)::float8 as last_delivered_seq, people,
    exists (select from moved
      where moved.conversation_id = asked.id and moved.user_id = asked.user_id) as moved
  from asked`
