import type { Query } from '@/services/database'
import { newConversationId } from './conversationIds'
import { pageOfThread } from './postgresMessagePage'
import type { WebchatStore } from './webchatStore'

/** What admins say among themselves is a thread of its own: no reader of the chat can meet it. */
export function chatNotes(query: Query): Pick<WebchatStore, 'openNotes' | 'notes'> {
  return {
    openNotes: async (tenantId, conversationId) => {
      const values = [tenantId, conversationId, newConversationId()]
      return (await query<{ id: string }>(OPEN_NOTES, values))[0]?.id
    },
    notes: async (tenantId, id, position) => {
      const read = await pageOfThread(query, { by: 'notes', tenantId, id, position })
      if (!read) return (await isChat(query, tenantId, id)) ? NONE : undefined
      const { messages, ...page } = read.page
      return { ...page, messages: messages.map((note) => ({ ...note, conversationId: id })) }
    },
  }
}

const NONE = { messages: [], hasMore: false, lastSeq: 0, lastChangeSeq: 0 }

/** Of two who write the first note at once the second waits, and finds the thread of the first. */
const OPEN_NOTES = `with chat as (
    select w.conversation_id, w.tenant_id, w.notes_id
    from webchats w join tenants t on t.id = w.tenant_id and t.key = $1
    where w.conversation_id = $2
    for update of w
  ), made as (
    insert into conversations (id, tenant_id, kind)
    select $3, tenant_id, 'notes' from chat where notes_id is null
    returning id
  ), linked as (
    update webchats w set notes_id = made.id from made where w.conversation_id = $2
  )
  select coalesce(chat.notes_id, made.id) as id from chat left join made on true`

async function isChat(query: Query, tenantId: string, id: string): Promise<boolean> {
  const rows = await query(
    `select from webchats w join tenants t on t.id = w.tenant_id and t.key = $1
     where w.conversation_id = $2`,
    [tenantId, id],
  )
  return rows.length > 0
}
