import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema'

/** Drizzle over either storage. In a transaction use only its handle. */
export type Orm = PgDatabase<PgQueryResultHKT, typeof schema>

/**
 * The database: PostgreSQL, or the same engine embedded in the process.
 * Migrations are applied before it is handed out.
 */
export interface Database {
  readonly kind: 'embedded' | 'postgresql'
  /** Where it is, for people: a folder or a host, never a credential. */
  readonly place: string
  /** How many write transactions may be in flight at once without waiting for each other. */
  readonly writers: number
  readonly orm: Orm
  /**
   * One statement, for hot paths. Rows have the column names of the statement.
   * With a `name` it is parsed once per connection: one name, one text.
   * Rejects with `UNAVAILABLE` when the database is away; stores over `orm` are `reachedStore`s.
   */
  readonly query: Query
  /** Rejects when the database does not answer. */
  ping(): Promise<void>
  /** Once more does nothing. */
  close(): Promise<void>
}

export type Query = <Row>(
  text: string,
  values?: readonly unknown[],
  name?: string,
) => Promise<Row[]>
