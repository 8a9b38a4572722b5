import { existsSync, readdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { chromium } from 'playwright'

/** Programs that tests run and that npm does not bring. */
export type Tool = 'chromium' | 'redis' | 'postgresql' | 'openssl'

export interface PostgresTools {
  initdb: string
  postgres: string
}

/** Playwright's own browser when it is there, else the system's. */
export function findChromium(): string | undefined {
  const own = chromium.executablePath()
  if (existsSync(own)) return own
  return inPath('chromium') ?? inPath('chromium-browser') ?? inPath('google-chrome')
}

export function findRedis(): string | undefined {
  return inPath('redis-server')
}

/** It makes the certificates of tests. */
export function findOpenssl(): string | undefined {
  return inPath('openssl')
}

/** Both programs of one folder: a client package alone brings neither. */
export function findPostgres(): PostgresTools | undefined {
  return [...pathFolders(), ...debianFolders()]
    .map((folder) => ({ initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }))
    .find((tools) => existsSync(tools.initdb) && existsSync(tools.postgres))
}

/** Debian keeps servers of several versions side by side, outside the PATH. */
function debianFolders(): string[] {
  const versions = '/usr/lib/postgresql'
  if (!existsSync(versions)) return []
  return readdirSync(versions)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(versions, version, 'bin'))
}

function inPath(program: string): string | undefined {
  return pathFolders()
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path))
}

function pathFolders(): string[] {
  const besideNode = dirname(process.execPath)
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return [...new Set([...folders, besideNode, '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'])]
}
