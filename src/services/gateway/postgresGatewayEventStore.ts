import type { Database } from '@/services/database'
import type { GatewayEventStore, StoredEvent } from './gatewayEventStore'
import { PUSH_COLUMNS, type PushRow, pushOf } from './pushRow'

interface Row extends PushRow {
  place: string
  id: string
  isPush: boolean
}

export function postgresGatewayEventStore({ query }: Database): GatewayEventStore {
  return {
    list: async (tenantId, { before, sinceMs, limit }) => {
      const place = [before?.at ?? 'infinity', before?.id ?? '']
      const rows = await query<Row>(LIST, [tenantId, ...place, new Date(sinceMs), limit])
      return rows.map(eventOf)
    },
  }
}

function eventOf({ place: at, id, isPush, ...row }: Row): StoredEvent {
  const { userId } = row
  return { place: { at, id }, userId, ...(isPush && { push: pushOf(row) }) }
}

const PUSHED = `select p.sent_at as at, p.id, true as "isPush", ${PUSH_COLUMNS}
    from pushes p where p.tenant_id = (select id from tenant) and p.sent_at > $4`

/**
 * The newest of each kind, each from an index: nothing orders pushes by `sent_at`, but what was said
 * once is kept for a day after it, in that order, and those that wait are fewer.
 */
const LIST = `with tenant as (select id from tenants where key = $1),
  said_once as (
    ${PUSHED} and p.seq is null
      and (p.keep_until, p.id) < ($2::timestamptz + interval '24 hours', $3::text)
    order by p.keep_until desc, p.id desc limit $5
  ),
  waiting as (
    ${PUSHED} and p.seq is not null and (p.sent_at, p.id) < ($2::timestamptz, $3::text)
    order by p.sent_at desc, p.id desc limit $5
  ),
  of_clients as (
    select created_at as at, message_id as id, false as "isPush", sender_id as "userId",
      'message' as event, false as "requireAck", 0 as connections, created_at as "sentAt",
      null::timestamptz as "expiresAt", null::timestamptz as "deliveredAt",
      null::timestamptz as "ackedAt"
    from client_messages
    where tenant_id = (select id from tenant) and created_at > $4
      and (created_at, message_id) < ($2::timestamptz, $3::text)
    order by created_at desc, message_id desc limit $5
  )
  select to_char(newest.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place, newest.*
  from (
    select * from said_once union all select * from waiting union all select * from of_clients
    order by at desc, id desc limit $5
  ) newest
  order by newest.at desc, newest.id desc`
