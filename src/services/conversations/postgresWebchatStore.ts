import type { Conversation, WebchatState } from '@/lib/protocol'
import type { Database, Query } from '@/services/database'
import { newConversationId } from './conversationIds'
import { type MessageRow, messageOf, moment } from './messageRow'
import { pageOfThread } from './postgresMessagePage'
import type { ChatAddress, ChatName, ChattingVisitor, WebchatStore } from './webchatStore'

export function postgresWebchatStore(database: Database): WebchatStore {
  const { query } = database
  return {
    open: (visitor) => open(query, visitor),
    find: (name) => find(query, name),
    get: async (name) => {
      const [row] = await query<ChatRow>(`${CHATS} and ${where(name)}`, values(name))
      return row && conversationOf(row, name.tenantId)
    },
    page: async (name, position) => {
      const read = await pageOfThread(query, { ...sourceOf(name), position })
      return read && { ...read.page, conversationId: read.conversationId }
    },
  }
}

/** Two who open at once meet at the unique key: the loser's conversation is undone with its insert. */
async function open(query: Query, visitor: ChattingVisitor) {
  const { tenantId, visitorId, sessionId, name, email } = visitor
  const said = [tenantId, visitorId, sessionId, name ?? null, email ?? null]
  const known = async () => {
    const [row] = await query<{ id: string }>(SEEN, said, 'webchat_seen')
    return row && { conversationId: row.id, created: false }
  }
  const there = await known()
  if (there) return there
  const id = newConversationId()
  const [made] = await query<{ id: string | null }>(OPEN, [...said, id], 'webchat_open')
  if (made?.id) return { conversationId: id, created: true }
  const other = await known()
  if (!other) throw new Error(`No tenant ${tenantId}`)
  return other
}

const SEEN = `update webchats w
  set session_id = $3, name = coalesce($4, w.name), email = coalesce($5, w.email)
  from tenants t
  where t.id = w.tenant_id and t.key = $1 and w.visitor_id = $2
  returning w.conversation_id as id`

const OPEN = 'select open_webchat($1, $2, $3, $4, $5, $6) as id'

const ADDRESS = `select w.conversation_id as "conversationId", w.visitor_id as "visitorId",
    w.session_id as "sessionId", c.last_seq::float8 as "lastSeq"
  from webchats w
  join tenants t on t.id = w.tenant_id and t.key = $1
  join conversations c on c.id = w.conversation_id
  where `

async function find(query: Query, name: ChatName): Promise<ChatAddress | undefined> {
  const statement = 'visitorId' in name ? 'webchat_of_visitor' : 'webchat_address'
  const [row] = await query<ChatAddress>(ADDRESS + where(name), values(name), statement)
  return row
}

function where(name: ChatName): string {
  return 'visitorId' in name ? 'w.visitor_id = $2' : 'w.conversation_id = $2'
}

function values(name: ChatName): string[] {
  return [name.tenantId, 'visitorId' in name ? name.visitorId : name.conversationId]
}

function sourceOf(name: ChatName) {
  const by = 'visitorId' in name ? ('visitor' as const) : ('chat' as const)
  const [tenantId = '', id = ''] = values(name)
  return { by, tenantId, id }
}

interface ChatRow {
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

const CHATS = `select w.conversation_id as id, w.visitor_id, w.session_id, s.key as site_key, w.name,
    w.email, w.status, w.assignee_id, w.waiting_since, w.blocked_at,
    w.visitor_read_seq::float8 as visitor_read_seq, w.agents_read_seq::float8 as agents_read_seq,
    c.last_seq::float8 as last_seq, c.last_change_seq::float8 as last_change_seq, c.updated_at,
    (select row_to_json(m) from messages m
      where m.conversation_id = c.id and m.seq = c.last_seq) as last_message,
    (select count(*)::int from (
      select from messages m
      where m.conversation_id = c.id and m.seq > w.agents_read_seq and m.sender = 'user'
      limit 100) unread) as unread_count
  from webchats w
  join conversations c on c.id = w.conversation_id
  join tenants t on t.id = w.tenant_id
  left join sites s on s.id = w.site_id
  where t.key = $1`

function conversationOf(row: ChatRow, tenantId: string): Conversation {
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
