import type { Database } from '@/services/database'
import { groupedPushes } from './groupedPushes'
import { outcomeJobs } from './pushOutcomeJobs'
import { PUSH_COLUMNS, type PushRow, pushOf } from './pushRow'
import type { PushBatch, PushRequest, PushStore } from './pushStore'

const DAY_MS = 86_400_000
const DEVICES_DAYS = 30

export function postgresPushStore({ query, writers }: Database): PushStore {
  const grouped = groupedPushes({ query, writers })
  return {
    append: async (batch) => {
      if (isSaidOnce(batch)) return grouped.append(batch)
      const stored = await query(APPEND, appended(batch), 'push_append')
      const key = batch.request?.key
      if (stored.length > 0 || key === undefined) return undefined
      const [request] = await query<PushRequest>(REQUEST, [batch.tenantId, key])
      return request
    },
    find: async (tenantId, messageId) => {
      const [row] = await query<PushRow>(FIND, [tenantId, messageId], 'push_find')
      return row && pushOf(row)
    },
    acknowledge: async (...who) => (await query(ACKNOWLEDGE, who, 'push_ack')).length > 0,
    forget: async (nowMs) => {
      const now = new Date(nowMs)
      const yesterday = new Date(nowMs - DAY_MS)
      const expired = await query(EXPIRE, [now])
      await query('delete from pushes where keep_until < $1', [now])
      await query('delete from push_requests where created_at < $1', [yesterday])
      await query('delete from client_messages where created_at < $1', [yesterday])
      await query('delete from push_devices where seen_at < $1', [
        new Date(nowMs - DEVICES_DAYS * DAY_MS),
      ])
      return expired.length
    },
  }
}

/** It takes no number of an inbox and no key, so it may be stored together with others. */
function isSaidOnce({ request, expiresAtMs }: PushBatch): boolean {
  return request === undefined && expiresAtMs === undefined
}

function appended(batch: PushBatch): unknown[] {
  const { tenantId, event, message, requireAck, request, to } = batch
  const waits = batch.expiresAtMs !== undefined
  return [
    tenantId,
    request?.key ?? null,
    request?.hash ?? null,
    request?.answer ?? null,
    to.map(({ messageId }) => messageId),
    to.map(({ userId }) => userId),
    to.map(({ connections }) => connections),
    waits,
    event,
    waits ? JSON.stringify(message) : null,
    requireAck,
    new Date(batch.sentAtMs),
    waits ? new Date(batch.expiresAtMs as number) : null,
    new Date(batch.keepUntilMs),
  ]
}

/** Inboxes are locked in the order of their users, so that batches never wait for each other in a ring. */
const APPEND = `with tenant as (select id from tenants where key = $1),
  claimed as (
    insert into push_requests (tenant_id, key, hash, answer)
    select id, $2, $3, $4::json from tenant where $2::text is not null
    on conflict (tenant_id, key) do nothing
    returning tenant_id
  ),
  allowed as (
    select id from tenant where $2::text is null or exists (select from claimed)
  ),
  asked as (
    select * from unnest($5::text[], $6::text[], $7::int[]) as a (id, user_id, connections)
  ),
  inbox as (
    insert into push_inboxes (tenant_id, user_id, last_seq)
    select allowed.id, asked.user_id, 1 from allowed, asked where $8::boolean
    order by asked.user_id
    on conflict (tenant_id, user_id) do update set last_seq = push_inboxes.last_seq + 1
    returning user_id, last_seq
  )
  insert into pushes (id, tenant_id, user_id, seq, event, message, require_ack, connections,
    sent_at, expires_at, delivered_at, keep_until)
  select asked.id, allowed.id, asked.user_id, inbox.last_seq, $9, $10::json, $11, asked.connections,
    $12, $13, case when not $8 and asked.connections > 0 then $12::timestamptz end, $14
  from allowed cross join asked left join inbox on inbox.user_id = asked.user_id
  returning id`

const REQUEST = `select r.key, r.hash, r.answer::text as answer
  from push_requests r join tenants t on t.id = r.tenant_id
  where t.key = $1 and r.key = $2`

const FIND = `select ${PUSH_COLUMNS}
  from pushes p join tenants t on t.id = p.tenant_id
  where t.key = $1 and p.id = $2`

/** The first that is known of a push may be that somebody has it. */
const ACKNOWLEDGE = `with asked as (
    select p.id, p.delivered_at is null as "isFirst"
    from pushes p join tenants t on t.id = p.tenant_id
    where t.key = $1 and p.user_id = $2 and p.id = $3
    for update of p
  ),
  acked as (
    update pushes p
    set acked_at = coalesce(p.acked_at, clock_timestamp()),
      delivered_at = coalesce(p.delivered_at, clock_timestamp())
    from asked where p.id = asked.id
    returning p.*, asked."isFirst"
  ),
  job as (${outcomeJobs('(select * from acked where "isFirst")')})
  select id from acked`

const EXPIRE = `with expired as (
    update pushes set message = null where message is not null and expires_at < $1 returning *
  ),
  unheard as (select * from expired where delivered_at is null),
  job as (${outcomeJobs('unheard')})
  select id from unheard`
