import type { CannedReply, CannedReplyChange } from '@/lib/adminChatProtocol'
import { refusal } from '@/lib/errors'
import type { Database } from '@/services/database'

/** As many as a tenant may have: the list is read as a whole. */
export const MOST_REPLIES = 500

/** Texts that a tenant's admins write again and again. A shortcut that is taken is `CONFLICT`. */
export interface CannedReplyStore {
  /** By their shortcuts. */
  list(tenantId: string): Promise<CannedReply[]>
  /** False where the tenant is not there, or has as many as it may. */
  add(tenantId: string, reply: CannedReply): Promise<boolean>
  /** Undefined for one that is not the tenant's. */
  change(tenantId: string, id: string, change: Change): Promise<CannedReply | undefined>
  /** False for one that is not the tenant's. */
  remove(tenantId: string, id: string): Promise<boolean>
}

type Change = { [K in keyof CannedReplyChange]?: CannedReplyChange[K] | undefined }

export function postgresCannedReplies({ query }: Database): CannedReplyStore {
  return {
    list: (tenantId) => query<CannedReply>(LIST, [tenantId]),
    add: async (tenantId, { id, shortcut, text }) => {
      const values = [tenantId, id, shortcut, text, MOST_REPLIES]
      return (await free(query<CannedReply>(ADD, values))).length > 0
    },
    change: async (tenantId, id, { shortcut, text }) => {
      const values = [tenantId, id, shortcut ?? null, text ?? null]
      return (await free(query<CannedReply>(CHANGE, values)))[0]
    },
    remove: async (...asked) => (await query(REMOVE, asked)).length > 0,
  }
}

/** SQLSTATE of a key that is there already. */
const UNIQUE_VIOLATION = '23505'

async function free<T>(changed: Promise<T>): Promise<T> {
  try {
    return await changed
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
    throw refusal('CONFLICT', { sentence: 'Another reply has this shortcut' })
  }
}

const TENANT = '(select id from tenants where key = $1)'

const LIST = `select id, shortcut, text from canned_replies
  where tenant_id = ${TENANT} order by shortcut collate "C" limit ${MOST_REPLIES}`

const ADD = `insert into canned_replies (tenant_id, id, shortcut, text)
  select t.id, $2, $3, $4 from tenants t
  where t.key = $1 and (select count(*) from canned_replies where tenant_id = t.id) < $5::int
  returning id, shortcut, text`

const CHANGE = `update canned_replies
  set shortcut = coalesce($3, shortcut), text = coalesce($4, text)
  where tenant_id = ${TENANT} and id = $2
  returning id, shortcut, text`

const REMOVE = `delete from canned_replies where tenant_id = ${TENANT} and id = $2 returning id`
