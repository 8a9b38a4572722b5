import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { createdAt, moment, number } from './columns'
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

/** Signs tokens that prove who a visitor is. It has to be used, so it is sealed, not hashed. */
export const identitySecrets = pgTable(
  'identity_secrets',
  {
    id: text().primaryKey(),
    tenantId: number()
      .notNull()
      .references(() => tenants.id),
    name: text().notNull(),
    shown: text().notNull(),
    sealed: text().notNull(),
    createdAt: createdAt(),
    lastUsedAt: moment(),
  },
  (secret) => [index().on(secret.tenantId)],
)
