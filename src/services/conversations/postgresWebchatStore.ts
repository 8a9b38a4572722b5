import { refusal } from '@/lib/errors'
import type { Database, Query } from '@/services/database'
import { newConversationId } from './conversationIds'
import { merge } from './postgresMerging'
import { pageOfThread } from './postgresMessagePage'
import { chatNotes } from './postgresNotes'
import { chatChanges } from './postgresWebchatChanges'
import { listChats } from './postgresWebchatList'
import { type ChatRow, chatsSeenBy, conversationOf, ownConversationOf } from './webchatRow'
import type { ChatAddress, ChatName, ChattingVisitor, WebchatStore } from './webchatStore'

export function postgresWebchatStore(database: Database): WebchatStore {
  const { query } = database
  return {
    open: (visitor) => open(query, visitor),
    find: (name) => find(query, name),
    findMoved: async (name) => {
      const [row] = await query<ChatAddress>(ADDRESS + MOVED, values(name))
      return row
    },
    merge: (merging) => merge(query, merging),
    get: async (name) => {
      const [row] = await query<ChatRow>(
        `${chatsSeenBy('admins')} and ${where(name)}`,
        values(name),
      )
      return row && conversationOf(row, name.tenantId)
    },
    getOwn: async (name) => {
      const text = `${chatsSeenBy('visitor')} and ${where(name)}`
      const [row] = await query<ChatRow>(text, values(name), `own_${statementOf(name)}`)
      return row && ownConversationOf(row, name.tenantId)
    },
    list: (tenantId, asked) => listChats(query, tenantId, asked),
    ...chatChanges(query),
    ...chatNotes(query),
    page: async (name, position) => {
      const read = await pageOfThread(query, { ...sourceOf(name), position })
      if (!read) return undefined
      const { page, conversationId, agentsReadSeq, status } = read
      return { conversationId, agentsReadSeq, status, ...page }
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
  if (!other) throw refusal('CONVERSATION_NOT_FOUND')
  return other
}

/** Who is blocked is called as they were when it was decided. */
const SEEN = `update webchats w
  set session_id = $3,
    name = case when w.blocked_at is null then coalesce($4, w.name) else w.name end,
    email = case when w.blocked_at is null then coalesce($5, w.email) else w.email end
  from tenants t
  where t.id = w.tenant_id and t.key = $1 and w.visitor_id = $2
  returning w.conversation_id as id`

/** Waits for who merges the visitor, and then finds the stay another's. */
const OPEN = `with stay as (
    select s.user_id from visitor_sessions s where s.id = $3 for share
  )
  select open_webchat($1, $2, $3, $4, $5, $6) as id
  where not exists (select from stay where user_id <> $2)`

const ADDRESS = `select w.conversation_id as "conversationId", w.visitor_id as "visitorId",
    w.session_id as "sessionId", c.last_seq::float8 as "lastSeq",
    w.blocked_at is not null as "isBlocked"
  from webchats w
  join tenants t on t.id = w.tenant_id and t.key = $1
  join conversations c on c.id = w.conversation_id
  where `

const MOVED = `w.conversation_id = (
    select m.conversation_id from moved_chats m where m.tenant_id = t.id and m.old_id = $2)`

async function find(query: Query, name: ChatName): Promise<ChatAddress | undefined> {
  const text = ADDRESS + where(name)
  const [row] = await query<ChatAddress>(text, values(name), statementOf(name))
  return row
}

function statementOf(name: ChatName): string {
  return 'visitorId' in name ? 'webchat_of_visitor' : 'webchat_address'
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
