import type { Query } from '@/services/database'
import type { Merged, Merging } from './webchatStore'

/** In one step, see the migration of `merge_visitor`. */
export async function merge(
  query: Query,
  { tenantId, visitorId, into, atMs }: Merging,
): Promise<Merged> {
  const { visitorId: userId, sessionId, name = null, email = null } = into
  const values = [tenantId, visitorId, userId, sessionId, name, email, new Date(atMs)]
  const merging = () => query<{ merged: MergedRow }>(MERGE, values, 'merge_visitor')
  const [row] = await merging().catch((error) => {
    if (!foundItGone(error)) throw error
    return merging()
  })
  const { ended, conversation, removed } = row?.merged ?? {}
  return {
    endedSessionIds: ended ?? [],
    ...(conversation && { conversationId: conversation }),
    ...(removed && { removedId: removed }),
  }
}

/** Somebody else merged the same visitor while this one waited for the chat: looked at anew there is none. */
function foundItGone(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'P0002'
}

interface MergedRow {
  ended?: string[] | null
  conversation?: string | null
  removed?: string | null
}

/** Files that no message has yet go along too, and what had a chat is found by its old id. */
const MERGE = `with files as (
    update uploads u set owner_id = $3 from tenants t
    where t.key = $1 and u.tenant_id = t.id and u.owner_id = $2 and u.message_id is null
  ), done as materialized (
    select merge_visitor($1, $2, $3, $4, $5, $6, $7) as merged
  ), moved as (
    insert into moved_chats (tenant_id, old_id, conversation_id)
    select t.id, old.id, merged ->> 'conversation'
    from done cross join lateral (values ($2), (merged ->> 'removed')) old (id)
      join tenants t on t.key = $1
    where merged ->> 'conversation' is not null and old.id is not null
    on conflict do nothing
  )
  select merged from done`
