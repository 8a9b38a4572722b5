import type { WebhookEndpoint } from '@/lib/webhookProtocol'
import type { Database } from '@/services/database'
import type { EndpointChange, EndpointStore, Subscription } from './endpointStore'

export function postgresEndpointStore({ query }: Database): EndpointStore {
  const one = async (text: string, values: readonly unknown[]) => {
    const [row] = await query<EndpointRow>(text, values)
    return row && endpointOf(row)
  }
  return {
    list: async (tenantId) => {
      const rows = await query<EndpointRow>(`${READ} order by e.created_at, e.id`, [tenantId])
      return rows.map(endpointOf)
    },
    find: (tenantId, id) => one(`${READ} and e.id = $2`, [tenantId, id]),
    add: async (tenantId, { id, url, events, enabled, createdAt }, secret) => {
      await query(ADD, [tenantId, id, url, events, secret, enabled, createdAt])
    },
    change: (tenantId, id, change) => one(CHANGE, [tenantId, id, ...changed(change)]),
    rotate: async (tenantId, id, secret, untilMs) => {
      const rows = await query(ROTATE, [tenantId, id, secret, new Date(untilMs)])
      return rows.length > 0
    },
    remove: async (tenantId, id) => (await query(REMOVE, [tenantId, id])).length > 0,
    subscriptions: () => query<Subscription>(SUBSCRIPTIONS),
  }
}

type EndpointRow = Omit<WebhookEndpoint, 'disabledReason' | 'createdAt'> & {
  disabledReason: string | null
  createdAt: Date
}

function endpointOf({ disabledReason, createdAt, ...row }: EndpointRow): WebhookEndpoint {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    ...(disabledReason !== null && { disabledReason }),
  }
}

function changed({ url, events, enabled, disabledReason }: EndpointChange) {
  return [url ?? null, events ?? null, enabled ?? null, disabledReason ?? null]
}

const COLUMNS = `e.id, e.url, e.events, e.enabled, e.disabled_reason as "disabledReason",
  e.created_at as "createdAt"`

const TENANT = '(select id from tenants where key = $1)'

const READ = `select ${COLUMNS} from webhook_endpoints e where e.tenant_id = ${TENANT}`

const ADD = `insert into webhook_endpoints (tenant_id, id, url, events, secret, enabled, created_at)
  values (${TENANT}, $2, $3, $4, $5, $6, $7)`

const CHANGE = `update webhook_endpoints e
  set url = coalesce($3, url), events = coalesce($4::text[], events), enabled = coalesce($5, enabled),
    disabled_reason = case when $5 then null else coalesce($6, disabled_reason) end
  where tenant_id = ${TENANT} and id = $2
  returning ${COLUMNS}`

const ROTATE = `update webhook_endpoints
  set previous_secret = secret, previous_until = $4, secret = $3
  where tenant_id = ${TENANT} and id = $2
  returning id`

const REMOVE = `delete from webhook_endpoints where tenant_id = ${TENANT} and id = $2 returning id`

const SUBSCRIPTIONS = `select t.key as "tenantId", e.events
  from webhook_endpoints e join tenants t on t.id = e.tenant_id
  where e.enabled`
