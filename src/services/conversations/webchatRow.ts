import type { Conversation, WebchatState } from '@/lib/protocol'
import { type MessageRow, messageOf, moment } from './messageRow'

export interface ChatRow {
  id: string
  visitor_id: string
  session_id: string
  site_key: string | null
  name: string | null
  email: string | null
  status: WebchatState['status']
  assignee_id: string | null
  waiting_since: Date | null
  blocked_at: Date | null
  visitor_read_seq: number
  agents_read_seq: number
  last_seq: number
  last_change_seq: number
  updated_at: Date
  last_message: MessageRow | null
  unread_count: number
}

/** Whose unread messages are counted, up to 100. */
const UNREAD = {
  admins: `m.seq > w.agents_read_seq and m.sender = 'user'`,
  visitor: `m.seq > w.visitor_read_seq and m.sender in ('agent', 'bot')`,
}

/** Visitors' conversations as `c` with their state `w`: tenant $1. */
export const chatsSeenBy = (
  asker: keyof typeof UNREAD,
  more?: string,
) => `select ${more ? `${more},` : ''} w.conversation_id as id, w.visitor_id, w.session_id, s.key as site_key, w.name,
    w.email, w.status, w.assignee_id, w.waiting_since, w.blocked_at,
    w.visitor_read_seq::float8 as visitor_read_seq, w.agents_read_seq::float8 as agents_read_seq,
    c.last_seq::float8 as last_seq, c.last_change_seq::float8 as last_change_seq, c.updated_at,
    (select row_to_json(m) from messages m
      where m.conversation_id = c.id and m.seq = c.last_seq) as last_message,
    (select count(*)::int from (
      select from messages m
      where m.conversation_id = c.id and ${UNREAD[asker]}
      limit 100) unread) as unread_count
  from webchats w
  join conversations c on c.id = w.conversation_id
  join tenants t on t.id = w.tenant_id
  left join sites s on s.id = w.site_id
  where t.key = $1`

/** As admins see it. */
export function conversationOf(row: ChatRow, tenantId: string): Conversation {
  return {
    id: row.id,
    kind: 'webchat',
    ...(row.name !== null && { name: row.name }),
    participants: [visitorOf(row)],
    ...(row.last_message && { lastMessage: messageOf(row.last_message, tenantId) }),
    lastSeq: row.last_seq,
    lastChangeSeq: row.last_change_seq,
    unreadCount: row.unread_count,
    updatedAt: moment(row.updated_at),
    webchat: stateOf(row),
  }
}

function visitorOf({ visitor_id: userId, name, visitor_read_seq: seq }: ChatRow) {
  return { userId, name: name ?? 'Visitor', lastReadSeq: seq, lastDeliveredSeq: seq }
}

function stateOf(row: ChatRow): WebchatState {
  return {
    visitorId: row.visitor_id,
    sessionId: row.session_id,
    ...(row.site_key !== null && { siteId: row.site_key }),
    ...(row.email !== null && { email: row.email }),
    status: row.status,
    ...(row.assignee_id !== null && { assigneeId: row.assignee_id }),
    ...(row.waiting_since !== null && { waitingSince: moment(row.waiting_since) }),
    ...(row.blocked_at !== null && { blocked: true as const }),
    agentsReadSeq: row.agents_read_seq,
  }
}

/** As its visitor sees it: without what admins say and decide among themselves. */
export function ownConversationOf(row: ChatRow, tenantId: string): Conversation {
  const { visitorId, sessionId, siteId, email, status, agentsReadSeq } = stateOf(row)
  const known = { ...(siteId !== undefined && { siteId }), ...(email !== undefined && { email }) }
  const webchat = { visitorId, sessionId, status, agentsReadSeq, ...known }
  return { ...conversationOf(row, tenantId), webchat }
}
