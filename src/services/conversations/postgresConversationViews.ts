import type { Conversation, Participant } from '@/lib/protocol'
import type { Query } from '@/services/database'
import type { ConversationStore } from './conversationStore'
import { type MessageRow, messageOf, moment } from './messageRow'

interface ViewRow {
  viewer: string
  id: string
  kind: Conversation['kind']
  name: string | null
  last_seq: number
  last_change_seq: number
  muted: boolean
  updated_at: Date
  participants: Participant[]
  last_message: MessageRow | null
  unread_count: number
}

/** Conversations as one of their participants sees them. */
export function conversationViews(query: Query): Pick<ConversationStore, 'list' | 'get' | 'views'> {
  return {
    list: async ({ tenantId, userId }) => {
      const rows = await query<ViewRow>(`${VIEWS} and me.user_id = $2 ${NEWEST}`, [
        tenantId,
        userId,
      ])
      return rows.map((row) => conversationOf(row, tenantId))
    },
    get: async ({ tenantId, userId }, conversationId) => {
      const values = [tenantId, userId, conversationId]
      const [row] = await query<ViewRow>(`${VIEWS} and me.user_id = $2 and c.id = $3`, values)
      return row && conversationOf(row, tenantId)
    },
    views: async (tenantId, conversationId) => {
      const rows = await query<ViewRow>(`${VIEWS} and c.id = $2`, [tenantId, conversationId])
      return new Map(rows.map((row) => [row.viewer, conversationOf(row, tenantId)]))
    },
  }
}

const VIEWS = `select me.user_id as viewer, c.id, c.kind, c.name, c.last_seq::float8 as last_seq,
    c.last_change_seq::float8 as last_change_seq, c.updated_at, me.muted,
    (select json_agg(json_strip_nulls(json_build_object(
        'userId', u.id, 'name', u.name, 'avatar', u.avatar,
        'lastReadSeq', p.last_read_seq, 'lastDeliveredSeq', p.last_delivered_seq,
        'lastSeen', u.last_seen_at)) order by p.joined_at, u.id)
      from participants p join users u on u.id = p.user_id
      where p.conversation_id = c.id) as participants,
    (select row_to_json(m) from messages m
      where m.conversation_id = c.id and m.seq = c.last_seq) as last_message,
    (select count(*)::int from (
      select from messages m
      where m.conversation_id = c.id and m.seq > me.last_read_seq and m.sender_id <> me.user_id
        and m.sender <> 'system'
      limit 100) unread) as unread_count
  from participants me
  join conversations c on c.id = me.conversation_id
  join tenants t on t.id = c.tenant_id
  where t.key = $1`

const NEWEST = 'order by c.updated_at desc, c.id limit 1000'

function conversationOf(row: ViewRow, tenantId: string): Conversation {
  return {
    id: row.id,
    kind: row.kind,
    ...(row.name !== null && { name: row.name }),
    participants: row.participants.map(participantOf),
    ...(row.last_message && { lastMessage: messageOf(row.last_message, tenantId) }),
    lastSeq: row.last_seq,
    lastChangeSeq: row.last_change_seq,
    unreadCount: row.unread_count,
    ...(row.muted && { muted: true }),
    updatedAt: moment(row.updated_at),
  }
}

function participantOf({ lastSeen, ...participant }: Participant): Participant {
  return lastSeen === undefined ? participant : { lastSeen: moment(lastSeen), ...participant }
}
