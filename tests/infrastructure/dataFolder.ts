import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { initialiseInChildProcess } from '../../src/services/database/initialiseEmbedded'

export interface DataFolder {
  path: string
  remove(): void
}

/** A data folder for one server, with an empty engine in it. */
export async function freshDataFolder(): Promise<DataFolder> {
  return folderFrom(await emptyEngine())
}

/** A data folder with an engine in it that is a copy. */
export function folderFrom(engine: string): DataFolder {
  const path = mkdtempSync(join(tmpdir(), 'parley-data-'))
  cpSync(engine, join(path, 'postgres'), { recursive: true })
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export function emptyEngine(): Promise<string> {
  return keptEngine(`engine-${engineVersion()}`, initialiseInChildProcess)
}

/** What an engine wrote may be of no use to another version. */
export function engineVersion(): string {
  const { version } = createRequire(import.meta.url)(
    '../../node_modules/@electric-sql/pglite/package.json',
  ) as { version: string }
  return version
}

/**
 * Making an engine takes seconds, copying one does not: it is kept beside the installed packages.
 * Two processes may make it at once: the second's rename fails and the first's stands.
 */
export async function keptEngine(
  name: string,
  make: (path: string) => Promise<void>,
): Promise<string> {
  const kept = resolve('node_modules/.cache/parley', name)
  if (existsSync(kept)) return kept
  mkdirSync(dirname(kept), { recursive: true })
  const draft = mkdtempSync(`${kept}-draft-`)
  await make(join(draft, 'engine'))
  try {
    renameSync(join(draft, 'engine'), kept)
  } catch (error) {
    if (!existsSync(kept)) throw error
  }
  rmSync(draft, { recursive: true, force: true })
  return kept
}
