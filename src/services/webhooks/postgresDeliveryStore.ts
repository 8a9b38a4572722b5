import { randomUUID } from 'node:crypto'
import type { Database } from '@/services/database'
import type { DeliveryStore, DueDelivery, Outcome, WebhookEvent } from './deliveryStore'
import { deliveryPage, deliveryWithAttempts, redelivered } from './postgresDeliveryLog'

export function postgresDeliveryStore(database: Database): DeliveryStore {
  const { query } = database
  return {
    add: async (events) => (await query(ADD, [JSON.stringify(events.map(withStem))])).length,
    addFor: async (endpointId, { id: eventId, type, payload }) => {
      const id = newDeliveryId()
      await query(ADD_ONE, [id, endpointId, eventId, type, payload])
      return id
    },
    claim: async ({ limit, perEndpoint, busy, holdMs }) => {
      const rows = await query<DueRow>(CLAIM, [limit, perEndpoint, busy, holdMs], 'webhooks_claim')
      return rows.map(dueOf)
    },
    note: async ({ id, endpointId }, attempt, outcome) => {
      const { at, durationMs, status = null, response = null, error = null } = attempt
      const tried = [at, durationMs, status, response, error]
      await query(NOTE, [id, ...tried, outcome.state, nextOf(outcome)])
      if (outcome.state === 'failed' && outcome.disable !== undefined)
        await query(DISABLE, [endpointId, outcome.disable])
    },
    again: (...asked) => redelivered(database, ...asked),
    page: (...asked) => deliveryPage(database, ...asked),
    find: (...asked) => deliveryWithAttempts(database, ...asked),
    forget: async (finishedBeforeMs) => {
      await query('delete from webhook_deliveries where finished_at < $1', [
        new Date(finishedBeforeMs),
      ])
    },
  }
}

function newDeliveryId(): string {
  return `dl_${randomUUID()}`
}

/** Each endpoint's delivery of the event is named after one random stem. */
function withStem(event: WebhookEvent) {
  return { stem: newDeliveryId(), ...event }
}

type DueRow = Omit<DueDelivery, 'previous' | 'createdAtMs'> & {
  previousSecret: string | null
  previousUntil: Date | null
  createdAt: Date
}

function dueOf({ previousSecret, previousUntil, createdAt, ...row }: DueRow): DueDelivery {
  return {
    ...row,
    createdAtMs: createdAt.getTime(),
    ...(previousSecret !== null &&
      previousUntil !== null && {
        previous: { secret: previousSecret, untilMs: previousUntil.getTime() },
      }),
  }
}

function nextOf(outcome: Outcome): Date | null {
  return outcome.state === 'pending' ? new Date(outcome.nextAttemptAtMs) : null
}

/** Columns keep milliseconds and round up: what is due now must not be due in a moment. */
const NOW = `date_trunc('milliseconds', clock_timestamp())`

const ADD = `insert into webhook_deliveries (id, endpoint_id, event_id, type, payload, next_attempt_at)
  select event.stem || '.' || e.id, e.id, event.id, event.type, event.payload, ${NOW}
  from json_to_recordset($1::json)
      as event(stem text, id text, "tenantId" text, type text, payload text)
    join tenants t on t.key = event."tenantId"
    join webhook_endpoints e on e.tenant_id = t.id and e.enabled and event.type = any(e.events)
  on conflict (endpoint_id, event_id) do nothing
  returning id`

const ADD_ONE = `insert into webhook_deliveries
    (id, endpoint_id, event_id, type, payload, next_attempt_at)
  values ($1, $2, $3, $4, $5, ${NOW})`

/** Behind the backlog of one endpoint others come once that one is busy. */
const LOOKED_THROUGH = 2000

/** Those that are held have their next attempt ahead of them, so nobody else finds them due. */
const CLAIM = `with oldest as (
    select d.id, d.endpoint_id, d.next_attempt_at
    from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
    where d.state = 'pending' and d.next_attempt_at <= clock_timestamp()
      and (e.enabled or d.type = 'webhook.test') and d.endpoint_id <> all($3::text[])
    order by d.next_attempt_at
    limit ${LOOKED_THROUGH}
  ), due as (
    select id, row_number() over (partition by endpoint_id order by next_attempt_at) as nth
    from oldest
  ), mine as (
    select d.id from webhook_deliveries d
    where d.id in (select id from due where nth <= $2) and d.state = 'pending'
      and d.next_attempt_at <= clock_timestamp()
    order by d.next_attempt_at
    limit $1
    for update skip locked
  )
  update webhook_deliveries d
  set next_attempt_at = clock_timestamp() + $4::float8 * interval '1 ms'
  from mine, webhook_endpoints e
  where d.id = mine.id and e.id = d.endpoint_id
  returning d.id, d.endpoint_id as "endpointId", d.event_id as "eventId", e.url, d.payload,
    d.attempts, d.created_at as "createdAt", e.secret,
    e.previous_secret as "previousSecret", e.previous_until as "previousUntil"`

const NOTE = `with noted as (
    update webhook_deliveries
    set attempts = attempts + 1, state = $7, next_attempt_at = $8::timestamptz,
      finished_at = case when $7 = 'pending' then null else clock_timestamp() end,
      last_status = $4::integer, last_duration_ms = $3::integer, last_error = $6::text
    where id = $1
    returning id
  )
  insert into webhook_attempts (delivery_id, at, duration_ms, status, response, error)
  select id, $2::timestamptz, $3::integer, $4::integer, $5::text, $6::text from noted`

const DISABLE = `update webhook_endpoints set enabled = false, disabled_reason = $2 where id = $1`
