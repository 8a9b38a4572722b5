import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { createdAt, moment, number } from './columns'
import { tenants } from './schema'

const tenantId = () =>
  number()
    .notNull()
    .references(() => tenants.id)

/**
 * What a back end pushed to a user. `seq` orders those that wait for their user's devices; the others
 * were said once, and only what became of them is kept. Written by `postgresPushStore`.
 */
export const pushes = pgTable(
  'pushes',
  {
    id: text().primaryKey(),
    tenantId: tenantId(),
    userId: text().notNull(),
    seq: number(),
    event: text().notNull(),
    /** Until it expires. */
    message: json(),
    requireAck: boolean().notNull(),
    connections: integer().notNull(),
    sentAt: moment().notNull(),
    expiresAt: moment(),
    deliveredAt: moment(),
    ackedAt: moment(),
    keepUntil: moment().notNull(),
  },
  (push) => [
    index('pushes_waiting_index')
      .on(push.tenantId, push.userId, push.seq)
      .where(sql`seq is not null`),
    index('pushes_expiring_index').on(push.expiresAt).where(sql`message is not null`),
    index().on(push.keepUntil),
  ],
)

/** The last `seq` of each user's pushes; its row is the lock under which the next one is given. */
export const pushInboxes = pgTable(
  'push_inboxes',
  { tenantId: tenantId(), userId: text().notNull(), lastSeq: number().notNull() },
  (inbox) => [primaryKey({ columns: [inbox.tenantId, inbox.userId] })],
)

/**
 * How far each device has its user's pushes. A device is known by its tab, by the connection it had
 * before (`line`), or, once that is closed, by its sign-in.
 */
export const pushDevices = pgTable(
  'push_devices',
  {
    id: number().primaryKey().generatedAlwaysAsIdentity(),
    tenantId: tenantId(),
    userId: text().notNull(),
    tab: text(),
    line: text().notNull(),
    signIn: text().notNull(),
    isFree: boolean().notNull().default(false),
    seq: number().notNull(),
    seenAt: createdAt(),
  },
  (device) => [unique().on(device.tenantId, device.userId, device.tab), index().on(device.seenAt)],
)

/** Answers that are given again to whoever repeats a request with its key. */
export const pushRequests = pgTable(
  'push_requests',
  {
    tenantId: tenantId(),
    key: text().notNull(),
    hash: text().notNull(),
    answer: json().notNull(),
    createdAt: createdAt(),
  },
  (request) => [
    primaryKey({ columns: [request.tenantId, request.key] }),
    index().on(request.createdAt),
  ],
)

/** Messages of users to their back end: each becomes one job, however often it is sent. */
export const clientMessages = pgTable(
  'client_messages',
  {
    tenantId: tenantId(),
    senderId: text().notNull(),
    clientMessageId: text().notNull(),
    messageId: text().notNull(),
    createdAt: createdAt(),
  },
  (message) => [
    primaryKey({ columns: [message.tenantId, message.senderId, message.clientMessageId] }),
    index().on(message.createdAt),
  ],
)
