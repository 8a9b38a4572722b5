import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, moment, number } from './columns'
import { messages, tenants } from './schema'

/**
 * A file, from before it is stored until after it is gone. It is its owner's alone until
 * `append_messages` gives it to a message of theirs; from then on it is the conversation's.
 */
export const uploads = pgTable(
  'uploads',
  {
    id: text().primaryKey(),
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    /** A user, a visitor or a key. */
    ownerId: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    size: integer().notNull(),
    width: integer(),
    height: integer(),
    messageId: text().references(() => messages.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    /** Its message was deleted; the file follows. */
    removedAt: moment(),
  },
  (upload) => [
    index().on(upload.tenantId, upload.ownerId, upload.createdAt),
    index().on(upload.messageId),
    index('uploads_loose_index')
      .on(upload.createdAt)
      .where(sql`message_id is null or removed_at is not null`),
  ],
)
