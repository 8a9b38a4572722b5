import pg from 'pg'
import { preparedDataFolder } from './engineDump'

export interface Storage {
  name: string
  /** What tells a process to use it. */
  env: Record<string, string>
  remove(): Promise<void>
}

/** Where a server may store, as processes are told; PostgreSQL when the tests have one. */
export function storages(): { name: string; make(): Promise<Storage> }[] {
  const { TEST_DATABASE_URL: url, TEST_DATABASE_TEMPLATE: template = 'template1' } = process.env
  const embedded = { name: 'the embedded database', make: embeddedStorage }
  return url
    ? [embedded, { name: 'PostgreSQL', make: () => postgresStorage(url, template) }]
    : [embedded]
}

export async function embeddedStorage(): Promise<Storage> {
  const folder = await preparedDataFolder()
  return {
    name: folder.path,
    env: { DATA_DIR: folder.path },
    remove: async () => folder.remove(),
  }
}

/** A database of its own, as empty as `template`, to which nobody may be connected. */
export async function postgresStorage(url: string, template: string): Promise<Storage> {
  const name = `parley_${crypto.randomUUID().replaceAll('-', '')}`
  await run(url, `create database ${name} template ${template}`)
  const database = Object.assign(new URL(url), { pathname: `/${name}` }).href
  return {
    name,
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
