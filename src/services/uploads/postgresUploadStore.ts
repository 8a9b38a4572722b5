import type { Database } from '@/services/database'
import type { UploadRow, UploadStore } from './uploadStore'

export function postgresUploadStore({ query }: Database): UploadStore {
  return {
    add: async ({ tenantId, ownerId, ...upload }, quota) => {
      const { id, name, type, size, width = null, height = null } = upload
      const values = [tenantId, ownerId, id, name, type, size, width, height]
      const [row] = await query<{ daily: number; whole: number }>(ADD, [
        ...values,
        quota.daily,
        quota.tenant,
      ])
      if (row && row.daily + size > quota.daily) return 'over-daily'
      return row && row.whole + size > quota.tenant ? 'over-tenant' : 'added'
    },
    find: async ({ tenantId, readerId, isUser, isStaff }, id) => {
      const [row] = await query<Found>(FIND, [tenantId, id, readerId, isUser, isStaff], 'upload')
      if (!row) return undefined
      const { width, height, ...known } = row
      return width === null || height === null ? known : { ...known, width, height }
    },
    condemn: async (untilMs, limit) => {
      const rows = await query<{ id: string }>(CONDEMN, [new Date(untilMs), limit])
      return rows.map(({ id }) => id)
    },
    forget: async (ids) => {
      await query('delete from uploads where id = any($1::text[]) and removed_at is not null', [
        ids,
      ])
    },
  }
}

type Found = Omit<UploadRow, 'width' | 'height'> & { width: number | null; height: number | null }

const ADD = `with tenant as (select id from tenants where key = $1), used as (
    select
      coalesce(sum(u.size) filter (
        where u.owner_id = $2 and u.created_at > now() - interval '1 day'), 0)::float8 as daily,
      coalesce(sum(u.size), 0)::float8 as whole
    from uploads u, tenant where u.tenant_id = tenant.id
  ), added as (
    insert into uploads (tenant_id, owner_id, id, name, type, size, width, height)
    select tenant.id, $2, $3, $4, $5, $6::int, $7::int, $8::int from tenant, used
    where used.daily + $6::int <= $9 and used.whole + $6::int <= $10
  )
  select daily, whole from used`

const FIND = `select u.id, u.name, u.type, u.size, u.width, u.height
  from uploads u
  join tenants t on t.id = u.tenant_id and t.key = $1
  left join messages m on m.id = u.message_id
  where u.id = $2 and u.removed_at is null and (
    (m.id is null and u.owner_id = $3)
    or ($4::boolean and exists (
      select from participants p where p.conversation_id = m.conversation_id and p.user_id = $3))
    or exists (
      select from webchats w where w.conversation_id = m.conversation_id
        and (w.visitor_id = $3 or $5::boolean))
    or ($5::boolean and exists (select from webchats w where w.notes_id = m.conversation_id)))`

const CONDEMN = `update uploads set removed_at = coalesce(removed_at, clock_timestamp())
  where id in (
    select id from uploads
    where (message_id is null or removed_at is not null)
      and (removed_at is not null or created_at < $1)
    order by created_at limit $2 for update skip locked)
  returning id`
