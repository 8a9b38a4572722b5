import type { Database } from '@/services/database'
import { outcomeJobs } from './pushOutcomeJobs'
import type { Device, PushQueueStore, UserOfTenant, WaitingPush } from './pushQueueStore'

export function postgresPushQueueStore({ query }: Database): PushQueueStore {
  return {
    tenants: async () =>
      (await query<{ key: string }>(TENANTS, [], 'push_tenants')).map(({ key }) => key),
    waitingUsers: (users) => {
      const tenants = users.map(({ tenantId }) => tenantId)
      const ids = users.map(({ userId }) => userId)
      return query<UserOfTenant>(WAITING_USERS, [tenants, ids], 'push_waiting_users')
    },
    claim: async ({ tenantId, userId, line, lineBefore = null, tab = null, signIn }) => {
      const [device] = await query<Device>(
        CLAIM,
        [tenantId, userId, line, lineBefore, tab, signIn],
        'push_claim',
      )
      if (!device) throw new Error(`There is no tenant ${tenantId}`)
      return device
    },
    release: async (deviceId, line) => {
      await query('update push_devices set is_free = true where id = $1 and line = $2', [
        deviceId,
        line,
      ])
    },
    after: async ({ tenantId, userId }, { from, seq, again, limit }) => {
      const values = [tenantId, userId, from, seq, again, limit]
      const rows = await query<Row>(AFTER, values, 'push_after')
      return rows.map(({ sentAt, ...push }) => ({ sentAtMs: sentAt.getTime(), ...push }))
    },
    advance: async ({ deviceId, messageIds, seq }) => {
      const heard = await query<{ id: string }>(
        ADVANCE,
        [deviceId, seq, messageIds],
        'push_advance',
      )
      return heard.map(({ id }) => id)
    },
  }
}

type Row = Omit<WaitingPush, 'sentAtMs'> & { sentAt: Date }

const TENANTS = `select key from tenants t where exists (
    select from pushes p
    where p.tenant_id = t.id and p.seq is not null and p.expires_at > clock_timestamp()
  )`

const WAITING_USERS = `select who.tenant as "tenantId", who.id as "userId"
  from unnest($1::text[], $2::text[]) as who (tenant, id)
  join tenants t on t.key = who.tenant
  where exists (
    select from pushes p
    where p.tenant_id = t.id and p.user_id = who.id and p.seq is not null
      and p.expires_at > clock_timestamp()
  )`

/** Of those that fit, the surest first. Whoever waits for a row that another one took finds it taken. */
const CLAIM = `with tenant as (select id from tenants where key = $1),
  found as (
    select d.id from push_devices d join tenant t on t.id = d.tenant_id
    where d.user_id = $2 and (d.tab = $5 or d.line = $4 or 
      (d.is_free and d.sign_in = $6 and (d.tab is null) = ($5::text is null)))
    order by coalesce(d.tab = $5, false) desc, coalesce(d.line = $4, false) desc, d.seen_at desc
    limit 1 for update of d
  ),
  taken as (
    update push_devices d
    set tab = coalesce($5, d.tab), line = $3, sign_in = $6, is_free = false, seen_at = clock_timestamp()
    from found where d.id = found.id
    returning d.id, d.seq
  ),
  added as (
    insert into push_devices (tenant_id, user_id, tab, line, sign_in, seq)
    select t.id, $2, $5, $3, $6, case when $5::text is null then 0 else coalesce((
        select max(d.seq) from push_devices d
        where d.tenant_id = t.id and d.user_id = $2 and d.sign_in = $6 and d.tab is not null
      ), 0) end
    from tenant t where not exists (select from taken)
    on conflict (tenant_id, user_id, tab) do update set line = excluded.line
    returning id, seq
  )
  select id::float8 as id, seq::float8 as seq from taken
  union all select id::float8, seq::float8 from added`

const AFTER = `select p.id as "messageId", p.seq::float8 as seq, p.event, p.message,
    p.require_ack as "requireAck", p.sent_at as "sentAt"
  from pushes p join tenants t on t.id = p.tenant_id
  where t.key = $1 and p.user_id = $2 and p.expires_at > clock_timestamp()
    and p.seq > $3 and (p.seq > $4 or ($5 and p.require_ack and p.acked_at is null))
  order by p.seq limit $6`

const ADVANCE = `with told as (
    update push_devices set seq = greatest(seq, $2), seen_at = clock_timestamp() where id = $1
  ),
  heard as (
    update pushes set delivered_at = clock_timestamp()
    where id = any($3::text[]) and delivered_at is null
    returning *
  ),
  job as (${outcomeJobs('heard')})
  select id from heard`
