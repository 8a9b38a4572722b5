import { createHash } from 'node:crypto'
import {
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
import { engineVersion, freshDataFolder } from './dataFolder'

/**
 * A file with an embedded engine that has all tables and no rows: every test file would take
 * seconds to make one. Kept beside the installed packages, by engine and by migrations.
 */
export async function engineDump(): Promise<string> {
  const path = resolve(
    `node_modules/.cache/parley/tables-${engineVersion()}-${migrationsMark()}.tar`,
  )
  if (!existsSync(path)) await makeDump(path)
  return path
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
  const folder = await freshDataFolder()
  const client = await PGlite.create(join(folder.path, 'postgres'))
  await embeddedDatabase(client, folder.path)
  const dump = await client.dumpDataDir('none')
  await client.close()
  folder.remove()
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}-${process.pid}`
  writeFileSync(draft, Buffer.from(await dump.arrayBuffer()))
  renameSync(draft, path)
}
