import { Redis } from 'ioredis'
import { afterEach, beforeEach } from 'vitest'
import { databaseUrl as redisOf } from '@/services/online-users/testRedis'
import { freePort } from '../../infrastructure/processes'
import {
  type ServerOptions,
  type ServerProcess,
  startServerProcess,
} from '../../infrastructure/serverProcess'
import { type Storage, storages } from '../../infrastructure/storages'

/** A server on a storage of its own, and on a Redis that a test may empty. */
export interface ServerOnRedis {
  readonly server: ServerProcess
  readonly redis: Redis
  /** What it was started with. */
  readonly options: ServerOptions
  /** Starts it again, after its end, where it was. */
  startAgain(): Promise<void>
}

/** One for every test of the surrounding block; PostgreSQL where the tests have one. */
export function serverOnRedis(
  database: Parameters<typeof redisOf>[0],
  env: Record<string, string> = {},
): ServerOnRedis {
  let storage: Storage
  let options: ServerOptions
  let server: ServerProcess
  let redis: Redis

  beforeEach(async () => {
    storage = await largestStorage()
    const url = redisOf(database)
    redis = new Redis(url)
    await redis.flushdb()
    options = {
      program: 'api',
      port: await freePort(),
      env: { ...storage.env, REDIS_URL: url, ...env },
    }
    server = await startServerProcess(options)
  }, 60_000)

  afterEach(async () => {
    await server.kill()
    redis.disconnect()
    await storage.remove()
  })

  return {
    get server() {
      return server
    },
    get redis() {
      return redis
    },
    get options() {
      return options
    },
    startAgain: async () => {
      server = await startServerProcess(options)
    },
  }
}

function largestStorage(): Promise<Storage> {
  const largest = storages().at(-1)
  if (!largest) throw new Error('There is no storage to test on')
  return largest.make()
}
