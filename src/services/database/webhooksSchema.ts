import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { createdAt, moment, number } from './columns'
import { tenants } from './schema'

/**
 * Where a tenant's programs hear of events. The secret signs, so it is kept as it is;
 * `previousSecret` signs beside it until `previousUntil`.
 */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    id: text().primaryKey(),
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    url: text().notNull(),
    events: text().array().notNull(),
    secret: text().notNull(),
    previousSecret: text(),
    previousUntil: moment(),
    enabled: boolean().notNull().default(true),
    disabledReason: text(),
    createdAt: createdAt(),
  },
  (endpoint) => [index().on(endpoint.tenantId)],
)

/**
 * One event for one endpoint; those of web chats are written by triggers. `nextAttemptAt` is also how
 * long the process that tries holds it.
 */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: text().primaryKey(),
    endpointId: text()
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: 'cascade' }),
    eventId: text().notNull(),
    type: text().notNull(),
    /** JSON, signed and posted as it is. */
    payload: text().notNull(),
    state: text().$type<'pending' | 'delivered' | 'failed'>().notNull().default('pending'),
    attempts: integer().notNull().default(0),
    createdAt: createdAt(),
    nextAttemptAt: moment(),
    finishedAt: moment(),
    lastStatus: integer(),
    lastDurationMs: integer(),
    lastError: text(),
  },
  (delivery) => [
    unique().on(delivery.endpointId, delivery.eventId),
    index('webhook_deliveries_due_index').on(delivery.nextAttemptAt).where(sql`state = 'pending'`),
    index().on(delivery.endpointId, delivery.createdAt, delivery.id),
    index().on(delivery.finishedAt),
  ],
)

/** What came of each try. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    id: number().primaryKey().generatedAlwaysAsIdentity(),
    deliveryId: text()
      .notNull()
      .references(() => webhookDeliveries.id, { onDelete: 'cascade' }),
    at: moment().notNull(),
    durationMs: integer().notNull(),
    status: integer(),
    response: text(),
    error: text(),
  },
  (attempt) => [index().on(attempt.deliveryId)],
)
