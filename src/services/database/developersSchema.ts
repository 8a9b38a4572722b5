import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { moment, number } from './columns'
import { tenants } from './schema'

/** Who did what of what matters for security. `target` is its name as it was then. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: number().primaryKey().generatedAlwaysAsIdentity(),
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    at: moment().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    action: text().notNull(),
    target: text().notNull(),
    detail: text(),
  },
  (entry) => [index().on(entry.tenantId, entry.id)],
)

/** Pages that showed a key of a tenant and were refused, for those who may allow them. */
export const refusedOrigins = pgTable(
  'refused_origins',
  {
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    origin: text().notNull(),
    lastAt: moment().notNull(),
  },
  (refused) => [primaryKey({ columns: [refused.tenantId, refused.origin] })],
)
