import type { Query } from '@/services/database'
import type { ConversationStore, StoredBy } from './conversationStore'
import { markOfProcess } from './messageIds'
import { type MessageRow, messageOf } from './messageRow'

interface Row {
  tenant: string
  kind: StoredBy['kind']
  message: MessageRow
  people: string[]
  /** The chat whose notes it belongs to. */
  chat: string | null
}

/** By the primary key: ids begin with their time. */
export function messagesStoredBy(query: Query): Pick<ConversationStore, 'storedBy'> {
  return {
    storedBy: async (processId, { afterId, limit }) => {
      const { mark, from, length } = markOfProcess(processId)
      const values = [afterId, mark, from, length, limit]
      const rows = await query<Row>(STORED_BY, values, 'messages_stored_by')
      return rows.map(({ tenant, kind, message, people, chat }) => ({
        kind,
        message: messageOf(message, tenant),
        participantIds: people,
        ...(chat !== null && { chatId: chat }),
      }))
    },
  }
}

const STORED_BY = `select t.key as tenant, c.kind, row_to_json(m) as message,
    case when c.kind = 'webchat'
      then array(select w.visitor_id from webchats w where w.conversation_id = c.id)
      else array(select p.user_id from participants p where p.conversation_id = c.id)
    end as people,
    case when c.kind = 'notes'
      then (select w.conversation_id from webchats w where w.notes_id = c.id)
    end as chat
  from (
    select * from messages
    where id > $1 and substr(id, $3, $4) = $2 and sender <> 'system'
    order by id limit $5
  ) m
  join conversations c on c.id = m.conversation_id
  join tenants t on t.id = c.tenant_id
  order by m.id`
