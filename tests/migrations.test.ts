import { readFileSync } from 'node:fs'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { type Database, openDatabase } from '@/services/database'
import { freshDataFolder } from './infrastructure/dataFolder'

interface Column {
  table_name: string
  column_name: string
  data_type: string
  is_nullable: string
}

const { entries } = JSON.parse(
  readFileSync('src/services/database/migrations/meta/_journal.json', 'utf8'),
) as { entries: unknown[] }

test('RT-9 a second start on the same data finds its migrations applied', async () => {
  const folder = await freshDataFolder()
  onTestFinished(folder.remove)
  const first = await openDatabase({ dataDir: folder.path })
  const columns = await columnsOf(first)
  expect(columns.length).toBeGreaterThan(30)
  expect(await applied(first)).toBe(entries.length)
  await first.close()
  const second = await openDatabase({ dataDir: folder.path })
  expect(await columnsOf(second)).toEqual(columns)
  expect(await applied(second)).toBe(entries.length)
  await second.close()
})

const url = process.env.TEST_DATABASE_URL

test.runIf(url)(
  'RT-9 PostgreSQL gets what the embedded database gets, once, from three starts at once',
  async () => {
    const folder = await freshDataFolder()
    onTestFinished(folder.remove)
    const embedded = await openDatabase({ dataDir: folder.path })
    const dataDir = folder.path
    const server = await freshPostgres(url ?? '')
    const starts = await Promise.all([1, 2, 3].map(() => openDatabase({ url: server, dataDir })))
    for (const started of starts) {
      expect(await columnsOf(started)).toEqual(await columnsOf(embedded))
      expect(await applied(started)).toBe(entries.length)
    }
    await Promise.all([embedded, ...starts].map((database) => database.close()))
  },
)

function columnsOf(database: Database): Promise<Column[]> {
  return database.query<Column>(`
    select table_name, column_name, data_type, is_nullable from information_schema.columns
    where table_schema = 'public' order by table_name collate "C", column_name collate "C"`)
}

async function applied(database: Database): Promise<number> {
  const rows = await database.query<{ hash: string }>(
    'select hash from drizzle.__drizzle_migrations',
  )
  return rows.length
}

async function freshPostgres(maintenance: string): Promise<string> {
  const name = `parley_migrations_${crypto.randomUUID().replaceAll('-', '')}`
  await run(maintenance, `create database ${name}`)
  onTestFinished(() => run(maintenance, `drop database if exists ${name} with (force)`))
  return Object.assign(new URL(maintenance), { pathname: `/${name}` }).href
}

async function run(maintenance: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenance })
  await client.connect()
  await client.query(statement)
  await client.end()
}
