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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Attachment } from '@/lib/attachments'
import type { Role } from '@/lib/protocol'
import { createdAt, moment, number } from './columns'

/** A customer of the system. `key` is the public `tenantId`. */
export const tenants = pgTable('tenants', {
  id: number().primaryKey().generatedAlwaysAsIdentity(),
  key: text().notNull().unique(),
  name: text().notNull(),
  /** When a visitor counts as idle, and a signed-in user as away. */
  idleAfterSeconds: integer().notNull().default(300),
  awayAfterSeconds: integer().notNull().default(600),
  createdAt: createdAt(),
})

/** One website of a tenant. */
export const sites = pgTable(
  'sites',
  {
    id: number().primaryKey().generatedAlwaysAsIdentity(),
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    key: text().notNull(),
    domain: text().notNull(),
    allowedOrigins: text().array().notNull().default(sql`'{}'`),
    lastVisitAt: moment(),
    /** Of the widget: `#rrggbb`, and what it greets with; null where nobody has said. */
    color: text(),
    greeting: text(),
    createdAt: createdAt(),
  },
  (site) => [unique().on(site.tenantId, site.key)],
)

/** A signed-in account. `email` is stored in lower case. */
export const users = pgTable('users', {
  id: text().primaryKey(),
  email: text().notNull().unique(),
  name: text().notNull(),
  avatar: text(),
  passwordHash: text(),
  lastSeenAt: moment(),
  createdAt: createdAt(),
})

export const memberships = pgTable(
  'memberships',
  {
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    userId: text()
      .notNull()
      .references(() => users.id),
    role: text().$type<Role>().notNull(),
    createdAt: createdAt(),
  },
  (membership) => [
    primaryKey({ columns: [membership.tenantId, membership.userId] }),
    index().on(membership.userId),
  ],
)

/** A sign-in. Only a hash of the session token is kept. */
export const accountSessions = pgTable(
  'account_sessions',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id),
    tokenHash: text().notNull().unique(),
    userAgent: text().notNull().default(''),
    createdAt: createdAt(),
    lastUsedAt: createdAt(),
    expiresAt: moment().notNull(),
  },
  (session) => [index().on(session.userId)],
)

/** A single-use link to set a new password. */
export const passwordResets = pgTable('password_resets', {
  tokenHash: text().primaryKey(),
  userId: text()
    .notNull()
    .references(() => users.id),
  createdAt: createdAt(),
  expiresAt: moment().notNull(),
  usedAt: moment(),
})

/** A single-use link to join a tenant. `id` names it where its token is nobody's business. */
export const invitations = pgTable('invitations', {
  tokenHash: text().primaryKey(),
  id: uuid().notNull().unique().defaultRandom(),
  tenantId: number()
    .notNull()
    .references(() => tenants.id),
  email: text().notNull(),
  role: text().$type<Role>().notNull(),
  createdAt: createdAt(),
  expiresAt: moment().notNull(),
  acceptedAt: moment(),
})

/**
 * A visitor's stay on a tenant's websites, alive for 24 h after `lastActivity`. `follows` is the stay
 * of the same visitor before it; `name` is what clients of an `origin` call it themselves.
 */
export const visitorSessions = pgTable(
  'visitor_sessions',
  {
    id: text().primaryKey(),
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    siteId: number().references(() => sites.id, { onDelete: 'set null' }),
    userId: text().notNull(),
    isAnonymous: boolean().notNull(),
    /** What the tenant's back end calls them. */
    personName: text(),
    personEmail: text(),
    fingerprint: text(),
    visits: number().notNull(),
    firstSeenAt: moment().notNull(),
    createdAt: createdAt(),
    lastActivity: moment().notNull(),
    /** Ended before its time: logged out, or merged into a user's. */
    endedAt: moment(),
    follows: text().unique(),
    origin: text(),
    name: text(),
  },
  (session) => [
    unique().on(session.tenantId, session.origin, session.name),
    index().on(session.lastActivity),
    index('visitor_sessions_ended_index').on(session.endedAt).where(sql`ended_at is not null`),
    index().on(session.tenantId, session.userId),
  ],
)

/**
 * A publishable or secret key. It is looked up by its hash; `prefix` and `suffix` are for showing.
 * `value` is a publishable key itself, which every page that it stands in tells; a secret key has none.
 */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: text().primaryKey(),
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    kind: text().$type<'publishable' | 'secret'>().notNull(),
    name: text().notNull(),
    hash: text().notNull().unique(),
    prefix: text().notNull(),
    suffix: text().notNull(),
    value: text(),
    scopes: text().array().notNull().default(sql`'{}'`),
    /** Keys of the sites whose pages may show it; none: all of the tenant. */
    sites: text().array().notNull().default(sql`'{}'`),
    /** The key that took its place by rotation. */
    replacedBy: text(),
    createdAt: createdAt(),
    lastUsedAt: moment(),
    expiresAt: moment(),
    revokedAt: moment(),
  },
  (key) => [index().on(key.tenantId)],
)

/** A thread. `directKey` names the one conversation that two users of a tenant share. */
export const conversations = pgTable(
  'conversations',
  {
    id: text().primaryKey(),
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    kind: text().$type<'direct' | 'group' | 'webchat' | 'notes'>().notNull(),
    name: text(),
    directKey: text(),
    lastSeq: number().notNull().default(0),
    /** Counts edits and deletions. */
    lastChangeSeq: number().notNull().default(0),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (conversation) => [uniqueIndex().on(conversation.tenantId, conversation.directKey)],
)

export const participants = pgTable(
  'participants',
  {
    conversationId: text()
      .notNull()
      .references(() => conversations.id),
    userId: text()
      .notNull()
      .references(() => users.id),
    lastReadSeq: number().notNull().default(0),
    lastDeliveredSeq: number().notNull().default(0),
    muted: boolean().notNull().default(false),
    joinedAt: createdAt(),
  },
  (participant) => [
    primaryKey({ columns: [participant.conversationId, participant.userId] }),
    index().on(participant.userId),
  ],
)

/**
 * `seq` orders a conversation; `clientMessageId` makes a repeat find its first row; `changeSeq`
 * orders what was edited or deleted, by its last change.
 */
export const messages = pgTable(
  'messages',
  {
    id: text().primaryKey(),
    conversationId: text()
      .notNull()
      .references(() => conversations.id),
    seq: number().notNull(),
    sender: text().$type<'user' | 'agent' | 'bot' | 'system'>().notNull(),
    senderId: text().notNull(),
    senderName: text().notNull(),
    clientMessageId: text().notNull(),
    text: text().notNull(),
    /** The visitor's stay, in a web chat. */
    sessionId: text(),
    /** Its files as they are told; who may have them is in `uploads`. */
    attachments: json().$type<Attachment[]>(),
    createdAt: createdAt(),
    editedAt: moment(),
    deletedAt: moment(),
    changeSeq: number(),
  },
  (message) => [
    uniqueIndex().on(message.conversationId, message.seq),
    uniqueIndex().on(message.conversationId, message.senderId, message.clientMessageId),
    index()
      .on(message.conversationId, message.changeSeq)
      .where(sql`${message.changeSeq} is not null`),
  ],
)

/** A page that somebody was on. Written by `record_page_steps`, see its migration. */
export const pageViews = pgTable(
  'page_views',
  {
    id: number().primaryKey().generatedAlwaysAsIdentity(),
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    userId: text().notNull(),
    kind: text().$type<'user' | 'visitor'>().notNull(),
    /** Who is there, while somebody is. */
    connectionId: text().notNull(),
    tab: text().notNull(),
    url: text().notNull(),
    title: text(),
    enteredAt: moment().notNull(),
    leftAt: moment(),
  },
  (view) => [
    index().on(view.tenantId, view.userId, view.enteredAt),
    index('page_views_visits_index').on(view.tenantId, view.enteredAt).where(sql`kind = 'visitor'`),
    index('page_views_open_index').on(view.connectionId).where(sql`left_at is null`),
    index().on(view.enteredAt),
  ],
)

/** How many were online at most within a minute. */
export const presenceMinutes = pgTable(
  'presence_minutes',
  {
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    minute: moment().notNull(),
    visitors: integer().notNull(),
    users: integer().notNull(),
  },
  (entry) => [primaryKey({ columns: [entry.tenantId, entry.minute] }), index().on(entry.minute)],
)
