import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Keeps a second process out of an embedded database's folder: two would silently lose writes.
 * Returns what gives the folder back. A lock left by a process that is gone is taken over.
 */
export function lockDataFolder(dataDir: string): () => void {
  const path = join(dataDir, 'parley.lock')
  if (!tryLock(path)) {
    const holder = holderOf(path)
    if (holder !== undefined && isAlive(holder)) throw new Error(inUse(dataDir, holder))
    rmSync(path, { force: true })
    if (!tryLock(path)) throw new Error(inUse(dataDir, holderOf(path)))
  }
  return () => rmSync(path, { force: true })
}

function tryLock(path: string): boolean {
  try {
    writeFileSync(path, identity(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** The process in the lock file, if it is still the one that wrote it. */
function holderOf(path: string): number | undefined {
  const text = readIfThere(path)
  const pid = Number(text?.split(' ')[0])
  return Number.isInteger(pid) && pid > 0 && text === identity(pid) ? pid : undefined
}

/** Process ids are used again; with the start time (where the system tells it) they are not. */
function identity(pid: number): string {
  const stat = readIfThere(`/proc/${pid}/stat`)
  const startTime = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  return `${pid} ${startTime ?? ''}`
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function inUse(dataDir: string, pid: number | undefined): string {
  return `The data folder ${dataDir} is in use by another Parley (process ${pid ?? 'unknown'}). Stop it, or set DATA_DIR or DATABASE_URL.`
}
