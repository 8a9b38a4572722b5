import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { initialiseInChildProcess } from '../../src/services/database/initialiseEmbedded'

export interface DataFolder {
  path: string
  remove(): void
}

/**
 * A data folder for one server, with an empty engine in it. Making one takes seconds, copying one
 * does not; so the first is kept beside the installed packages.
 */
export async function freshDataFolder(): Promise<DataFolder> {
  const template = await engineTemplate()
  const path = mkdtempSync(join(tmpdir(), 'parley-data-'))
  cpSync(template, join(path, 'postgres'), { recursive: true })
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

async function engineTemplate(): Promise<string> {
  const template = resolve(`node_modules/.cache/parley/engine-${engineVersion()}`)
  if (!existsSync(template)) await makeTemplate(template)
  return template
}

/** What an engine wrote may be of no use to another version. */
export function engineVersion(): string {
  const { version } = createRequire(import.meta.url)(
    '../../node_modules/@electric-sql/pglite/package.json',
  ) as { version: string }
  return version
}

/** Two processes may make it at once: the second's rename fails and the first's stands. */
async function makeTemplate(template: string): Promise<void> {
  mkdirSync(dirname(template), { recursive: true })
  const draft = mkdtempSync(`${template}-draft-`)
  await initialiseInChildProcess(join(draft, 'engine'))
  try {
    renameSync(join(draft, 'engine'), template)
  } catch (error) {
    if (!existsSync(template)) throw error
  }
  rmSync(draft, { recursive: true, force: true })
}
