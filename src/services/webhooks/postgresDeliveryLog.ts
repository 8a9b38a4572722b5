import type { WebhookAttempt, WebhookDelivery } from '@/lib/webhookProtocol'
import type { Database } from '@/services/database'
import type { DeliveryPage } from './deliveryStore'

/** Newest first. The cursor is the place of the last delivery of the page before. */
export async function deliveryPage(
  { query }: Database,
  tenantId: string,
  endpointId: string,
  limit: number,
  cursor?: string,
): Promise<DeliveryPage> {
  const [at, id] = placeOf(cursor)
  const values = [tenantId, endpointId, limit + 1, at, id]
  const rows = await query<DeliveryRow>(PAGE, values)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    deliveries: rows.slice(0, limit).map(deliveryOf),
    nextCursor: last ? `${last.createdAt.getTime()}~${last.id}` : null,
  }
}

export async function deliveryWithAttempts({ query }: Database, tenantId: string, id: string) {
  const [row] = await query<DeliveryRow & { payload: string }>(FIND, [tenantId, id])
  if (!row) return undefined
  const { payload, ...delivery } = row
  const attempts = await query<AttemptRow>(ATTEMPTS, [id])
  return { delivery: deliveryOf(delivery), payload, attempts: attempts.map(attemptOf) }
}

export async function redelivered({ query }: Database, tenantId: string, id: string) {
  const [row] = await query<DeliveryRow>(AGAIN, [tenantId, id])
  return row && deliveryOf(row)
}

function placeOf(cursor: string | undefined): [Date | null, string] {
  const [at = '', id = ''] = cursor?.split('~') ?? []
  return [at ? new Date(Number(at)) : null, id]
}

type Nullable<T, K extends keyof T> = Omit<T, K> & { [Name in K]: T[Name] | null }
type DeliveryRow = Nullable<
  Omit<WebhookDelivery, 'createdAt' | 'nextAttemptAt'>,
  'lastStatus' | 'lastDurationMs' | 'lastError'
> & { createdAt: Date; nextAttemptAt: Date | null }
type AttemptRow = Nullable<Omit<WebhookAttempt, 'at'>, 'status' | 'response' | 'error'> & {
  at: Date
}

/** What is not there is left out. */
function present<Row extends object>(row: Row): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}

function deliveryOf({ createdAt, nextAttemptAt, ...row }: DeliveryRow): WebhookDelivery {
  const waits = row.state === 'pending' && nextAttemptAt !== null
  return {
    ...present(row),
    createdAt: createdAt.toISOString(),
    ...(waits && { nextAttemptAt: nextAttemptAt.toISOString() }),
  } as WebhookDelivery
}

function attemptOf({ at, ...row }: AttemptRow): WebhookAttempt {
  return { ...present(row), at: at.toISOString() } as WebhookAttempt
}

const COLUMNS = `d.id, d.endpoint_id as "endpointId", d.event_id as "eventId", d.type, d.state,
  d.attempts, d.created_at as "createdAt", d.next_attempt_at as "nextAttemptAt",
  d.last_status as "lastStatus", d.last_duration_ms as "lastDurationMs",
  d.last_error as "lastError"`

const OWN = `exists (select from webhook_endpoints e join tenants t on t.id = e.tenant_id
  where e.id = d.endpoint_id and t.key = $1)`

const PAGE = `select ${COLUMNS} from webhook_deliveries d
  where ${OWN} and d.endpoint_id = $2
    and ($4::timestamptz is null or (d.created_at, d.id) < ($4, $5))
  order by d.created_at desc, d.id desc
  limit $3`

const FIND = `select ${COLUMNS}, d.payload from webhook_deliveries d where ${OWN} and d.id = $2`

const ATTEMPTS = `select at, duration_ms as "durationMs", status, response, error
  from webhook_attempts where delivery_id = $1 order by id`

const AGAIN = `update webhook_deliveries d
  set state = 'pending', next_attempt_at = date_trunc('milliseconds', clock_timestamp()),
    finished_at = null
  where ${OWN} and d.id = $2
  returning ${COLUMNS}`
