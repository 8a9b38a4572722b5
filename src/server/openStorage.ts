import { join } from 'node:path'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { Config } from '@/config/config'
import { type Database, openDatabase } from '@/services/database'
import {
  redisKeyEnds,
  redisSessionEnds,
  redisVisitEnds,
  type SessionEnds,
} from '@/services/identity'
import {
  memoryOnlineUsersStore,
  type OnlineUsersStore,
  redisOnlineUsersStore,
} from '@/services/online-users'
import { createRequestLimits, type RequestLimits, type RoomRelay } from '@/services/realtime'
import { redisRoomRelay } from '@/services/realtime/redisRoomRelay'
import { createRedisClient, redisLimiter, redisReady } from '@/services/redis'
import { diskFileStore, type FileStore, s3FileStore } from '@/services/uploads'
import {
  noSessionProjection,
  redisSessionProjection,
  type SessionProjection,
} from '@/services/webchat'
import {
  type JobSource,
  type JobStream,
  memoryJobStream,
  redisJobStream,
} from '@/services/webhooks'

/** Where everything is kept. */
export interface Storage {
  database: Database
  redis: RedisClients | undefined
  limits: RequestLimits
  presence: OnlineUsersStore
  files: FileStore
  sessionProjection: SessionProjection
  jobs: JobStream & JobSource
  /** Where there are other processes. */
  relay: RoomRelay | undefined
  sessionEnds: SessionEnds | undefined
  keyEnds: SessionEnds | undefined
  visitEnds: SessionEnds | undefined
}

/** The one place that chooses storage. */
export async function openStorage(config: Config, log: Logger): Promise<Storage> {
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir })
  const redis = config.redisUrl ? await openRedis(config.redisUrl, log) : undefined
  const shared = redis ? 'redis' : 'in process'
  const files = config.files.bucket ? 'bucket' : 'disk'
  log.info({ database: database.kind, place: database.place, presence: shared, files }, 'storage')
  return {
    database,
    redis,
    limits: createRequestLimits(config.limits, redis && redisLimiter(redis.client)),
    files: openFiles(config),
    presence: redis ? redisOnlineUsersStore(redis) : memoryOnlineUsersStore(),
    sessionProjection: redis ? redisSessionProjection(redis.client) : noSessionProjection,
    jobs: redis ? redisJobStream(redis.client) : memoryJobStream(),
    relay: redis && redisRoomRelay({ ...redis, log, leaseMs: config.presence.leaseMs }),
    ...endsOf(redis),
  }
}

function openFiles({ files: { bucket }, dataDir }: Config): FileStore {
  return bucket ? s3FileStore(bucket) : diskFileStore(join(dataDir, 'files'))
}

function endsOf(redis: RedisClients | undefined) {
  return {
    sessionEnds: redis && redisSessionEnds(redis),
    keyEnds: redis && redisKeyEnds(redis),
    visitEnds: redis && redisVisitEnds(redis),
  }
}

/** How long a start waits for Redis; what comes before it is made up for. */
const REDIS_PATIENCE_MS = 3000

/** A dead connection is noticed: what waits on it asks every four seconds. */
const READER_QUIET_MS = 10_000

/** Who listens or waits on a connection cannot command on it. */
export interface RedisClients {
  client: Redis
  subscriber: Redis
  reader: Redis
}

async function openRedis(url: string, log: Logger): Promise<RedisClients> {
  const connect = (options = {}) =>
    createRedisClient(url, (error) => log.warn({ err: error.message }, 'redis is away'), options)
  const clients = {
    client: connect(),
    subscriber: connect(),
    reader: connect({ quietMs: READER_QUIET_MS }),
  }
  await Promise.all(Object.values(clients).map((client) => redisReady(client, REDIS_PATIENCE_MS)))
  return clients
}
