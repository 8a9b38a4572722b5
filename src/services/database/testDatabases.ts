import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import type { Database } from './database'
import { embeddedDatabase } from './embeddedDatabase'
import { openPostgres } from './postgresDatabase'

export interface TestDatabase {
  name: string
  /** A fresh, migrated database; `close` removes it. */
  open(): Promise<Database>
}

/**
 * The storages that every contract suite runs on. `bin/test` starts PostgreSQL and names it in
 * `TEST_DATABASE_URL`; where it could not, it says so, and in CI it fails.
 */
export function testDatabases(): TestDatabase[] {
  const url = process.env.TEST_DATABASE_URL
  const embedded = { name: 'embedded', open: openEmbeddedInMemory }
  return url ? [embedded, { name: 'postgresql', open: () => openFreshPostgres(url) }] : [embedded]
}

/** An engine with all tables, which the set-up of the tests has left in a file. */
let template: Blob | undefined

async function openEmbeddedInMemory(): Promise<Database> {
  template ??= new Blob([readFileSync(process.env.TEST_ENGINE_DUMP ?? '')])
  const client = await PGlite.create({ loadDataDir: template })
  return embeddedDatabase(client, 'memory')
}

/** Copied from one with all tables: they are made once, and not for every file. */
async function openFreshPostgres(url: string): Promise<Database> {
  const template = process.env.TEST_DATABASE_TEMPLATE ?? 'template1'
  const name = `parley_${crypto.randomUUID().replaceAll('-', '')}`
  await inMaintenance(url, `create database ${name} template ${template}`)
  const database = await openPostgres(Object.assign(new URL(url), { pathname: `/${name}` }).href)
  return {
    ...database,
    close: async () => {
      await database.close()
      await inMaintenance(url, `drop database if exists ${name} with (force)`)
    },
  }
}

async function inMaintenance(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
