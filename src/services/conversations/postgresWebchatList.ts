import type { Query } from '@/services/database'
import { type ChatRow, chatsSeenBy, conversationOf } from './webchatRow'
import type { ChatList, ChatsAsked } from './webchatStore'

type RankedRow = ChatRow & { rank: string }

/** One row more tells whether there is more. */
export async function listChats(
  query: Query,
  tenantId: string,
  { status, assigneeId, limit, after }: ChatsAsked,
): Promise<ChatList> {
  const rows = await query<RankedRow>(LIST, [
    tenantId,
    status ?? null,
    assigneeId === undefined ? 'anybody' : 'one',
    assigneeId ?? null,
    after?.rank ?? null,
    after?.id ?? null,
    limit + 1,
  ])
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    conversations: shown.map((row) => conversationOf(row, tenantId)),
    ...(last && { next: { rank: last.rank, id: last.id } }),
  }
}

/** Seconds: those that wait by since when; all others behind them, the last written to first. */
const RANK = `case when w.waiting_since is null then 20000000000 - extract(epoch from c.updated_at)
  else extract(epoch from w.waiting_since) end`

const LIST = `${chatsSeenBy('admins', `${RANK} as rank`)}
    and ($2::text is null or w.status = $2)
    and ($3 = 'anybody' or w.assignee_id is not distinct from $4)
    and ($5::numeric is null or (${RANK}, w.conversation_id) > ($5::numeric, $6))
  order by ${RANK}, w.conversation_id limit $7`
