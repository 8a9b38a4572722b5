import type { Query } from '@/services/database'
import { moment } from './messageRow'
import type { ChatReadMark, WebchatStore } from './webchatStore'

type Changes = Pick<WebchatStore, 'assign' | 'setStatus' | 'setBlocked' | 'blocked' | 'markRead'>

/** What becomes of a visitor's conversation beside its messages. */
export function chatChanges(query: Query): Changes {
  return {
    assign: async (tenantId, conversationId, { assigneeId, ifAssigneeId }) => {
      const values = [
        tenantId,
        conversationId,
        assigneeId,
        ifAssigneeId === undefined,
        ifAssigneeId ?? null,
      ]
      const [row] = await query<{ fits: boolean }>(ASSIGN, values)
      if (!row) return undefined
      return row.fits ? 'assigned' : 'conflict'
    },
    setStatus: async (...asked) => (await query(SET_STATUS, asked)).length > 0,
    setBlocked: async (...asked) => (await query<{ id: string }>(SET_BLOCKED, asked))[0]?.id,
    blocked: async (tenantId) => {
      const rows = await query<BlockedRow>(BLOCKED, [tenantId])
      return rows.map(blockedOf)
    },
    markRead: async (name, by, seq) => {
      const [which, id] =
        'visitorId' in name
          ? ['visitor_id', name.visitorId]
          : ['conversation_id', name.conversationId]
      const statement = `read_by_${by}_${which}`
      const text = markRead(READ_BY[by], which)
      const [row] = await query<ChatReadMark>(text, [name.tenantId, id, seq], statement)
      return row
    },
  }
}

/** Who waits for the lock of another sees what that one has decided. */
const ASSIGN = `with chat as (
    select w.conversation_id, ($4 or w.assignee_id is not distinct from $5) as fits
    from webchats w join tenants t on t.id = w.tenant_id and t.key = $1
    where w.conversation_id = $2
    for no key update of w
  ), assigned as (
    update webchats w set assignee_id = $3 from chat
    where w.conversation_id = chat.conversation_id and chat.fits
  )
  select fits from chat`

const SET_STATUS = `update webchats w
  set status = $3, waiting_since = case when $3 = 'closed' then null else w.waiting_since end
  from tenants t
  where t.id = w.tenant_id and t.key = $1 and w.conversation_id = $2
  returning w.conversation_id`

const SET_BLOCKED = `update webchats w
  set blocked_at = case when $3::boolean then coalesce(w.blocked_at, now()) end
  from tenants t
  where t.id = w.tenant_id and t.key = $1 and w.visitor_id = $2
  returning w.conversation_id as id`

interface BlockedRow {
  visitor_id: string
  conversation_id: string
  name: string | null
  email: string | null
  blocked_at: Date
}

const BLOCKED = `select w.visitor_id, w.conversation_id, w.name, w.email, w.blocked_at
  from webchats w join tenants t on t.id = w.tenant_id and t.key = $1
  where w.blocked_at is not null
  order by w.blocked_at desc limit 1000`

function blockedOf({ visitor_id, conversation_id, name, email, blocked_at }: BlockedRow) {
  return {
    userId: visitor_id,
    conversationId: conversation_id,
    ...(name !== null && { name }),
    ...(email !== null && { email }),
    blockedAt: moment(blocked_at),
  }
}

const READ_BY = { visitor: 'visitor_read_seq', admins: 'agents_read_seq' }

const markRead = (column: string, which: string) => `with chat as (
    select w.conversation_id, w.visitor_id, w.${column} as before,
      least($3::bigint, c.last_seq) as wanted
    from webchats w
    join tenants t on t.id = w.tenant_id and t.key = $1
    join conversations c on c.id = w.conversation_id
    where w.${which} = $2
  ), moved as (
    update webchats w set ${column} = chat.wanted from chat
    where w.conversation_id = chat.conversation_id and w.${column} < chat.wanted
    returning 1
  )
  select conversation_id as "conversationId", visitor_id as "visitorId",
    greatest(before, wanted)::float8 as "lastReadSeq", exists (select from moved) as moved
  from chat`
