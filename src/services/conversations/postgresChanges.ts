import type { Query } from '@/services/database'
import type { AddressedMessage, ConversationStore, TenantUser } from './conversationStore'
import { type MessageRow, messageOf } from './messageRow'
import { OWN, PEOPLE } from './postgresParts'

/** Edits and deletions of own messages. */
export function messageChanges(query: Query): Pick<ConversationStore, 'edit' | 'remove'> {
  return {
    edit: (user, messageId, text) => change(query, EDIT, user, [messageId, text]),
    remove: (user, messageId) => change(query, REMOVE, user, [messageId]),
  }
}

async function change(
  query: Query,
  statement: string,
  { tenantId, userId }: TenantUser,
  values: readonly string[],
): Promise<AddressedMessage | undefined> {
  const asked = [tenantId, userId, ...values]
  const [row] = await query<{ message: MessageRow; people: string[] }>(statement, asked)
  return row && { message: messageOf(row.message, tenantId), participantIds: row.people }
}

/**
 * The conversation's row is taken first, as `append_messages` does, so changes become visible in
 * the order of `change_seq`: who has read up to one misses none below it. Of two changes of one
 * message at once the second looks at it again and may find nothing to do; its number stays unused.
 */
const changing = (assignments: string, condition: string, more = '') => `with counted as (
    update conversations held set last_change_seq = held.last_change_seq + 1
    from messages m join ${OWN} on c.id = m.conversation_id
    where m.id = $3 and m.sender_id = $2 and m.sender = 'user' and ${condition} and held.id = c.id
    returning held.id, held.last_change_seq
  ), changed as (
    update messages m set ${assignments}, change_seq = ${NUMBER}
    from counted
    where m.id = $3 and m.conversation_id = counted.id and ${condition}
    returning m.*
  )${more}
  select row_to_json(changed) as message, ${PEOPLE} as people
  from changed join conversations c on c.id = changed.conversation_id`

/** To delete what is deleted changes nothing. */
const NUMBER = 'case when m.deleted_at is null then counted.last_change_seq else m.change_seq end'

const EDIT = changing('text = $4, edited_at = clock_timestamp()', 'm.deleted_at is null')

/** The files of a message go with it: out of reach at once, from their place with the next sweep. */
const REMOVE = changing(
  `text = '', attachments = null, deleted_at = coalesce(m.deleted_at, clock_timestamp())`,
  'true',
  `, erased as (
    update uploads u set removed_at = coalesce(u.removed_at, clock_timestamp())
    from changed where u.message_id = changed.id
  )`,
)
