import type { Query } from '@/services/database'
import { newConversationId } from './conversationIds'
import type {
  AddressedMessage,
  ConversationStore,
  OpenedConversation,
  SystemLine,
  TenantUser,
} from './conversationStore'
import { type MessageRow, messageOf } from './messageRow'
import { OWN } from './postgresParts'

type Membership = Pick<ConversationStore, 'openDirect' | 'openGroup' | 'leaveGroup'>

/** Who takes part in conversations: making them, and leaving groups. */
export function memberships(query: Query): Membership {
  return {
    openDirect: (tenantId, userIds) => openDirect(query, tenantId, userIds),
    openGroup: async (tenantId, name, userIds, line) => {
      const id = newConversationId()
      const said = line ? [line.id, line.senderId, line.senderName, line.text] : noLine
      const made = await query(INSERT, [tenantId, id, 'group', name, null, userIds, ...said])
      if (made.length === 0) throw new Error(`No tenant ${tenantId}`)
      return { conversationId: id, created: true }
    },
    leaveGroup: (user, id, line) => leaveGroup(query, user, id, line),
  }
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
  const id = newConversationId()
  const made = await query(INSERT, [tenantId, id, 'direct', null, directKey, userIds, ...noLine])
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

const noLine = [null, null, null, null]

const LINE_COLUMNS =
  'id, conversation_id, seq, sender, sender_id, sender_name, client_message_id, text, created_at'

const INSERT = `with made as (
    insert into conversations (id, tenant_id, kind, name, direct_key, last_seq)
    select $2, t.id, $3, $4, $5, case when $7::text is null then 0 else 1 end
    from tenants t where t.key = $1
    on conflict (tenant_id, direct_key) do nothing
    returning id, updated_at
  ), joined as (
    insert into participants (conversation_id, user_id)
    select made.id, unnest($6::text[]) from made
  ), said as (
    insert into messages (${LINE_COLUMNS})
    select $7, made.id, 1, 'system', $8, $9, $7, $10, made.updated_at from made
    where $7::text is not null
  )
  select id from made`

async function leaveGroup(
  query: Query,
  { tenantId, userId }: TenantUser,
  id: string,
  line: SystemLine,
): Promise<AddressedMessage | undefined> {
  const said = [line.id, line.senderId, line.senderName, line.text]
  const [row] = await query<{ message: MessageRow; people: string[] }>(LEAVE, [
    tenantId,
    userId,
    id,
    ...said,
  ])
  return row && { message: messageOf(row.message, tenantId), participantIds: row.people }
}

/** What the statement deletes is still there for its own reading, so the leaver is left out by name. */
const LEAVE = `with gone as (
    delete from participants p using ${OWN}
    where c.id = $3 and c.kind = 'group' and p.conversation_id = c.id and p.user_id = $2
    returning p.conversation_id
  ), counted as (
    update conversations c set last_seq = c.last_seq + 1, updated_at = clock_timestamp()
    from gone where c.id = gone.conversation_id
    returning c.id, c.last_seq, c.updated_at
  ), said as (
    insert into messages (${LINE_COLUMNS})
    select $4, counted.id, counted.last_seq, 'system', $5, $6, $4, $7, counted.updated_at from counted
    returning *
  )
  select row_to_json(said) as message, array(
    select p.user_id from participants p
    where p.conversation_id = said.conversation_id and p.user_id <> $2) as people
  from said`
