import { randomUUID } from 'node:crypto'
import type { Database } from '@/services/database'
import type { ConversationStore, OpenedConversation, TenantUser } from './conversationStore'
import { type MessageRow, messageOf } from './messageRow'
import { appendMessages } from './postgresAppend'
import { conversationViews } from './postgresConversationViews'
import { messagePage } from './postgresMessagePage'
import { type Query, reachableQuery } from './postgresQuery'

/** Conversations in PostgreSQL, beside the process or embedded in it. */
export function postgresConversationStore(database: Database): ConversationStore {
  const query = reachableQuery(database)
  const views = conversationViews(query)
  return {
    append: (messages) => appendMessages(query, messages),
    page: (user, conversationId, position) => messagePage(query, user, conversationId, position),
    access: (user, conversationId) => access(query, user, conversationId),
    ...views,
    openDirect: (tenantId, userIds) => openDirect(query, tenantId, userIds),
    openGroup: (tenantId, name, userIds) => openGroup(query, tenantId, name, userIds),
    markRead: (user, conversationId, seq) => markRead(query, user, conversationId, seq),
    edit: (user, messageId, text) => change(query, EDIT, user, [messageId, text]),
    remove: (user, messageId) => change(query, REMOVE, user, [messageId]),
  }
}

const PEOPLE = `array(select p.user_id from participants p where p.conversation_id = c.id)`

const OWN = `conversations c
  join tenants t on t.id = c.tenant_id and t.key = $1
  join participants me on me.conversation_id = c.id and me.user_id = $2`

async function access(query: Query, { tenantId, userId }: TenantUser, conversationId: string) {
  const [row] = await query<{ last_seq: number; people: string[] }>(
    `select c.last_seq::float8 as last_seq, ${PEOPLE} as people from ${OWN} where c.id = $3`,
    [tenantId, userId, conversationId],
    'conversation_access',
  )
  return row && { lastSeq: row.last_seq, participantIds: row.people }
}

/** Two who open at once meet at the unique key: one inserts, the other then finds. */
async function openDirect(
  query: Query,
  tenantId: string,
  userIds: readonly [string, string],
): Promise<OpenedConversation> {
  const directKey = [...userIds].sort().join(' ')
  const found = () => findDirect(query, tenantId, directKey)
  const there = await found()
  if (there) return { conversationId: there, created: false }
  const id = conversationId()
  const made = await query(INSERT, [tenantId, id, 'direct', null, directKey, userIds])
  if (made.length > 0) return { conversationId: id, created: true }
  const other = await found()
  if (!other) throw new Error(`No tenant ${tenantId}`)
  return { conversationId: other, created: false }
}

async function findDirect(query: Query, tenantId: string, directKey: string) {
  const [row] = await query<{ id: string }>(
    `select c.id from conversations c join tenants t on t.id = c.tenant_id
     where t.key = $1 and c.direct_key = $2`,
    [tenantId, directKey],
  )
  return row?.id
}

async function openGroup(
  query: Query,
  tenantId: string,
  name: string,
  userIds: readonly string[],
): Promise<OpenedConversation> {
  const id = conversationId()
  const made = await query(INSERT, [tenantId, id, 'group', name, null, userIds])
  if (made.length === 0) throw new Error(`No tenant ${tenantId}`)
  return { conversationId: id, created: true }
}

const INSERT = `with made as (
    insert into conversations (id, tenant_id, kind, name, direct_key)
    select $2, t.id, $3, $4, $5 from tenants t where t.key = $1
    on conflict (tenant_id, direct_key) do nothing
    returning id
  ), joined as (
    insert into participants (conversation_id, user_id)
    select made.id, unnest($6::text[]) from made
  )
  select id from made`

function conversationId(): string {
  return `c_${randomUUID().replaceAll('-', '')}`
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
    update participants p set last_read_seq = asked.wanted from asked
    where p.conversation_id = asked.id and p.user_id = $2 and p.last_read_seq < asked.wanted
    returning 1
  )
  select greatest(before, wanted)::float8 as last_read_seq, exists (select from moved) as moved, people
  from asked`

async function change(
  query: Query,
  statement: string,
  { tenantId, userId }: TenantUser,
  values: readonly string[],
) {
  const [row] = await query<{ message: MessageRow; people: string[] }>(statement, [
    tenantId,
    userId,
    ...values,
  ])
  return row && { message: messageOf(row.message, tenantId), participantIds: row.people }
}

const changing = (assignments: string, condition: string) => `with changed as (
    update messages m set ${assignments}
    from ${OWN}
    where m.id = $3 and m.sender_id = $2 and m.conversation_id = c.id and ${condition}
    returning m.*
  )
  select row_to_json(changed) as message, ${PEOPLE} as people
  from changed join conversations c on c.id = changed.conversation_id`

const EDIT = changing('text = $4, edited_at = clock_timestamp()', 'm.deleted_at is null')

const REMOVE = changing(`text = '', deleted_at = coalesce(m.deleted_at, clock_timestamp())`, 'true')
