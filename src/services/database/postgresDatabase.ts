import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import type { Database, Orm } from './database'
import { migrationsFolder } from './migrationsFolder'
import { reached } from './reached'
import * as schema from './schema'

const MIGRATION_LOCK = 7_275_539

export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 12, connectionTimeoutMillis: 5000 })
  // A connection that dies while idle must not end the process; the next query opens another.
  pool.on('error', () => undefined)
  await applyMigrations(pool)
  return {
    kind: 'postgresql',
    place: new URL(url).host,
    writers: 4,
    orm: drizzle(pool, { schema, casing: 'snake_case' }) as unknown as Orm,
    query: async (text, values, name) =>
      (await reached(pool.query(statement(text, values, name)))).rows,
    ping: async () => void (await pool.query('select 1')),
    close: async () => {
      if (!pool.ending) await pool.end()
    },
  }
}

function statement(text: string, values: readonly unknown[] = [], name?: string): pg.QueryConfig {
  return { text, values: [...values], ...(name && { name }) }
}

/** `migrate` takes no lock: two processes that start together would both apply. */
async function applyMigrations(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await migrate(drizzle(client), { migrationsFolder: migrationsFolder() })
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined)
    client.release()
  }
}
