import { sql } from 'drizzle-orm'
import { index, integer, json, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { ClosedDay, OpenHours } from '@/lib/adminChatProtocol'
import { createdAt, moment, number } from './columns'
import { conversations, sites, tenants, users } from './schema'

/**
 * What a conversation of kind `webchat` is beside a thread: a visitor's, one per visitor. `sessionId`
 * is the visitor's newest stay; `waitingSince` the first message that no person has answered.
 */
export const webchats = pgTable(
  'webchats',
  {
    conversationId: text()
      .primaryKey()
      .references(() => conversations.id),
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    visitorId: text().notNull(),
    sessionId: text().notNull(),
    siteId: number().references(() => sites.id, { onDelete: 'set null' }),
    /** The thread of what admins say among themselves; there once somebody did. */
    notesId: text().references(() => conversations.id),
    /** What the visitor says; proven where the visitor is identified. */
    name: text(),
    email: text(),
    status: text().$type<'open' | 'closed'>().notNull().default('open'),
    assigneeId: text().references(() => users.id),
    waitingSince: moment(),
    blockedAt: moment(),
    visitorReadSeq: number().notNull().default(0),
    agentsReadSeq: number().notNull().default(0),
  },
  (chat) => [
    uniqueIndex().on(chat.tenantId, chat.visitorId),
    index().on(chat.tenantId, chat.status),
    index('webchats_blocked_index').on(chat.tenantId).where(sql`blocked_at is not null`),
  ],
)

/** What links and programs of a tenant still call a merged visitor, or a chat that is behind another. */
export const movedChats = pgTable(
  'moved_chats',
  {
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    oldId: text().notNull(),
    conversationId: text()
      .notNull()
      .references(() => webchats.conversationId, { onDelete: 'cascade' }),
  },
  (moved) => [primaryKey({ columns: [moved.tenantId, moved.oldId] })],
)

/**
 * Answers of admins that their visitor may have missed: written by a trigger with the first such
 * message, gone once it was read, answered or mailed. `since` moves on while the visitor is there.
 */
export const answerMails = pgTable(
  'answer_mails',
  {
    conversationId: text()
      .primaryKey()
      .references(() => webchats.conversationId, { onDelete: 'cascade' }),
    fromSeq: number().notNull(),
    since: moment().notNull(),
    /** Refusals of the mail server so far. */
    attempts: integer().notNull().default(0),
  },
  (mail) => [index().on(mail.since)],
)

/** Texts that admins of a tenant write again and again. */
export const cannedReplies = pgTable(
  'canned_replies',
  {
    id: text().primaryKey(),
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    shortcut: text().notNull(),
    text: text().notNull(),
    createdAt: createdAt(),
  },
  (reply) => [uniqueIndex().on(reply.tenantId, reply.shortcut)],
)

/** When a tenant answers its visitors; there once somebody said so. */
export const chatSettings = pgTable('chat_settings', {
  tenantId: number()
    .primaryKey()
    .references(() => tenants.id),
  timeZone: text().notNull(),
  hours: json().$type<OpenHours[]>().notNull(),
  closedDays: json().$type<ClosedDay[]>().notNull().default([]),
  replyMinutes: integer().notNull(),
  mailAfterMinutes: integer().notNull(),
})

/**
 * Jobs for other programs, written with their message and relayed to a stream. `batch` is the
 * relay's number of the batch it went with, so that a stream which lost some is given them again.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: number().primaryKey().generatedAlwaysAsIdentity(),
    jobType: text().notNull(),
    payload: json().notNull(),
    createdAt: createdAt(),
    batch: number(),
    relayedAt: moment(),
  },
  (job) => [
    index('outbox_waiting_index').on(job.id).where(sql`batch is null`),
    index('outbox_relayed_index').on(job.batch).where(sql`batch is not null`),
  ],
)

/** Which process relays jobs, until when, and the number of its last batch. */
export const outboxLeases = pgTable('outbox_leases', {
  id: number().primaryKey(),
  holder: text(),
  until: moment().notNull().defaultNow(),
  batch: number().notNull().default(0),
})
