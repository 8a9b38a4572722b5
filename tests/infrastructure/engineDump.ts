import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { embeddedDatabase } from '../../src/services/database/embeddedDatabase'
import { migrationsFolder } from '../../src/services/database/migrationsFolder'
import { type DataFolder, emptyEngine, engineVersion, folderFrom, keptEngine } from './dataFolder'

/** A data folder for one server, as its first start leaves it: all tables, and no rows. */
export async function preparedDataFolder(): Promise<DataFolder> {
  return folderFrom(await engineWithTables())
}

/**
 * The same as a file, for engines in memory: every test file would take seconds to make one.
 * Kept beside the installed packages, by engine and by migrations.
 */
export async function engineDump(): Promise<string> {
  const path = resolve(`node_modules/.cache/parley/${nameOfTables()}.tar`)
  if (!existsSync(path)) await makeDump(path)
  return path
}

function engineWithTables(): Promise<string> {
  return keptEngine(nameOfTables(), async (path) => {
    cpSync(await emptyEngine(), path, { recursive: true })
    const client = await PGlite.create(path)
    await embeddedDatabase(client, path)
    await client.close()
  })
}

function nameOfTables(): string {
  return `tables-${engineVersion()}-${migrationsMark()}`
}

function migrationsMark(): string {
  const folder = migrationsFolder()
  const hash = createHash('sha256')
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort())
    hash.update(readFileSync(join(folder, file)))
  return hash.digest('hex').slice(0, 12)
}

async function makeDump(path: string): Promise<void> {
  const folder = await preparedDataFolder()
  const client = await PGlite.create(join(folder.path, 'postgres'))
  const dump = await client.dumpDataDir('none')
  await client.close()
  folder.remove()
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}-${process.pid}`
  writeFileSync(draft, Buffer.from(await dump.arrayBuffer()))
  renameSync(draft, path)
}
