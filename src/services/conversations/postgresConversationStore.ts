import type { Database, Query } from '@/services/database'
import type { ConversationStore, TenantUser } from './conversationStore'
import { appendMessages } from './postgresAppend'
import { messageChanges } from './postgresChanges'
import { conversationViews } from './postgresConversationViews'
import { seqMarks } from './postgresMarks'
import { memberships } from './postgresMembership'
import { messagePage } from './postgresMessagePage'
import { OWN, PEOPLE } from './postgresParts'
import { messagesStoredBy } from './postgresStoredBy'

/** Conversations in PostgreSQL, beside the process or embedded in it. */
export function postgresConversationStore({ query }: Database): ConversationStore {
  const views = conversationViews(query)
  return {
    append: (messages) => appendMessages(query, messages),
    page: (user, conversationId, position) => messagePage(query, user, conversationId, position),
    access: (user, conversationId) => access(query, user, conversationId),
    ...views,
    ...memberships(query),
    mute: async (user, conversationId, muted) => {
      await query(MUTE, [user.tenantId, user.userId, conversationId, muted])
      return views.get(user, conversationId)
    },
    ...seqMarks(query),
    ...messageChanges(query),
    ...messagesStoredBy(query),
  }
}

interface AccessRow {
  last_seq: number
  last_change_seq: number
  people: string[]
}

async function access(query: Query, { tenantId, userId }: TenantUser, conversationId: string) {
  const [row] = await query<AccessRow>(
    ACCESS,
    [tenantId, userId, conversationId],
    'conversation_access',
  )
  return (
    row && {
      lastSeq: row.last_seq,
      lastChangeSeq: row.last_change_seq,
      participantIds: row.people,
    }
  )
}

const ACCESS = `select c.last_seq::float8 as last_seq, c.last_change_seq::float8 as last_change_seq,
    ${PEOPLE} as people
  from ${OWN} where c.id = $3`

const MUTE = `update participants p set muted = $4 from ${OWN}
  where c.id = $3 and p.conversation_id = c.id and p.user_id = $2`
