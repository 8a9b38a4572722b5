import pg from 'pg'
import { freshDataFolder } from '../../infrastructure/dataFolder'

export interface Storage {
  /** What tells a process to use it. */
  env: Record<string, string>
  remove(): Promise<void>
}

/** Where a server may store, as processes are told; PostgreSQL when the tests have one. */
export function storages(): { name: string; make(): Promise<Storage> }[] {
  const url = process.env.TEST_DATABASE_URL
  const embedded = { name: 'the embedded database', make: embeddedStorage }
  return url ? [embedded, { name: 'PostgreSQL', make: () => postgresStorage(url) }] : [embedded]
}

async function embeddedStorage(): Promise<Storage> {
  const folder = await freshDataFolder()
  return { env: { DATA_DIR: folder.path }, remove: async () => folder.remove() }
}

async function postgresStorage(url: string): Promise<Storage> {
  const name = `parley_fault_${crypto.randomUUID().replaceAll('-', '')}`
  await run(url, `create database ${name}`)
  const database = Object.assign(new URL(url), { pathname: `/${name}` }).href
  return {
    env: { DATABASE_URL: database },
    remove: () => run(url, `drop database if exists ${name} with (force)`),
  }
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
