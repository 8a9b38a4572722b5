import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import type { Database, Orm } from './database'
import { lockDataFolder } from './dataFolderLock'
import { initialiseInChildProcess } from './initialiseEmbedded'
import { migrationsFolder } from './migrationsFolder'
import { reached } from './reached'
import * as schema from './schema'

/** PostgreSQL in the process. Survives `kill -9`; without fsync it is not safe against power loss. */
export async function openEmbedded(dataDir: string): Promise<Database> {
  mkdirSync(dataDir, { recursive: true })
  const unlock = lockDataFolder(dataDir)
  const folder = join(dataDir, 'postgres')
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialiseInChildProcess(resolve(folder))
  const client = await PGlite.create(folder)
  const database = await embeddedDatabase(client, dataDir)
  return {
    ...database,
    close: async () => {
      await database.close()
      unlock()
    },
  }
}

/** A database around a running engine; tests hand in one that lives in memory. */
export async function embeddedDatabase(client: PGlite, place: string): Promise<Database> {
  await migrate(drizzle(client), { migrationsFolder: migrationsFolder() })
  return {
    kind: 'embedded',
    place,
    writers: 1,
    orm: drizzle(client, { schema, casing: 'snake_case' }) as unknown as Orm,
    query: async <Row>(text: string, values?: readonly unknown[]) =>
      (await reached(client.query<Row>(text, values as unknown[]))).rows,
    ping: async () => void (await client.query('select 1')),
    close: async () => {
      if (!client.closed) await client.close()
    },
  }
}
