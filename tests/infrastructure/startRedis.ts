import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { ended, freePort, until } from './processes'
import type { TestServer } from './startPostgres'

export interface RedisServer extends TestServer {
  /** Ends it as a power switch would. */
  kill(): Promise<void>
}

/** A Redis of its own that keeps nothing on disk; on a free port, unless one is named. */
export async function startRedis(program: string, wanted?: number): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-redis-'))
  const port = wanted ?? (await freePort())
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
  const child = spawn(program, settings, { stdio: 'ignore' })
  const url = `redis://127.0.0.1:${port}`
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal)
    await ended(child)
    rmSync(folder, { recursive: true, force: true })
  }
  const stop = () => end('SIGTERM')
  await until('Redis answers', () => answers(url)).catch(async (error) => {
    await stop()
    throw error
  })
  return { url, stop, kill: () => end('SIGKILL') }
}

async function answers(url: string): Promise<true> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.ping()
    return true
  } finally {
    client.disconnect()
  }
}
