import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { Config } from '@/config/config'
import { type ConversationsService, createConversations } from '@/services/conversations'
import { type Database, openDatabase } from '@/services/database'
import { createIdentity, type IdentityService, openMailer, seedDemo } from '@/services/identity'
import {
  createOnlineUsers,
  memoryOnlineUsersStore,
  type OnlineUsersService,
  socketIoPresenceAudience,
} from '@/services/online-users'
import { createMetrics, type Dependency, readiness } from '@/services/operations'
import { createPrivateChat, type PrivateChatService } from '@/services/private-chat'
import { createRequestLimits, type DoorServices } from '@/services/realtime'
import { socketIoBroadcaster } from '@/services/realtime/socketIoBroadcaster'
import { createRedisClient, redisLimiter } from '@/services/redis'
import { type PageData, pageData } from './pageData'
import { createSocketServer, type SocketServer } from './socketServer'

/** Everything one process is made of. */
export interface App extends DoorServices, PageData {
  config: Config
  database: Database
  io: SocketServer
  identity: IdentityService
  conversations: ConversationsService
  privateChat: PrivateChatService
  onlineUsers: OnlineUsersService
  operations: ReturnType<typeof operationsOf>
  /** Finishes what was accepted, then lets go of storage. */
  close(): Promise<void>
}

/** Builds the app; the one place that chooses storage. */
export async function createApp(config: Config, log: Logger): Promise<App> {
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir })
  log.info({ database: database.kind, place: database.place, presence: 'in process' }, 'storage')
  const io: SocketServer = createSocketServer((origin) => identity.isKnownOrigin(origin))
  const broadcaster = socketIoBroadcaster(io)
  const redis = config.redisUrl ? openRedis(config.redisUrl, log) : undefined
  const limits = createRequestLimits(config.limits, redis && redisLimiter(redis))
  const identity = createIdentity({
    database,
    broadcaster,
    limits,
    mailer: openMailer(config.mail, log),
    log,
    options: identityOptions(config),
  })
  if (config.demo) await seedDemo(database)
  const conversations = createConversations({ database, log })
  const privateChat = createPrivateChat({ conversations, people: identity, broadcaster, log })
  const onlineUsers = createOnlineUsers({
    store: memoryOnlineUsersStore(),
    audience: socketIoPresenceAudience(io),
    people: identity,
    log,
    graceMs: config.presence.graceMs,
    leaseMs: config.presence.leaseMs,
  })
  const parts = {
    config,
    log,
    database,
    io,
    identity,
    conversations,
    privateChat,
    onlineUsers,
    limits,
  }
  return {
    ...parts,
    ...pageData({ config, database, identity, conversations, privateChat }),
    authenticate: identity.authenticate,
    operations: operationsOf({ config, database, io, redis }),
    close: async () => {
      await onlineUsers.close()
      await conversations.close()
      redis?.disconnect()
      await database.close()
    },
  }
}

function identityOptions(config: Config) {
  return {
    jwtSecrets: config.jwtSecrets,
    publicUrl: config.publicUrl,
    signUp: config.signUp,
    demo: config.demo,
    secureCookie: config.secure,
    allowedOrigins: config.allowedOrigins,
    ...(config.gatewayKey && { gatewayKey: config.gatewayKey }),
  }
}

interface Operated {
  config: Config
  database: Database
  io: SocketServer
  redis: Redis | undefined
}

function operationsOf({ config, database, io, redis }: Operated) {
  const dependencies: Dependency[] = [
    { name: 'database', kind: database.kind, ping: database.ping },
    ...(redis
      ? [{ name: 'limits', kind: 'redis', ping: async () => void (await redis.ping()) }]
      : []),
  ]
  return {
    readiness: () => readiness(dependencies),
    metrics: createMetrics({ connections: () => io.engine.clientsCount }),
    metricsToken: config.metricsToken,
  }
}

function openRedis(url: string, log: Logger): Redis {
  log.warn(
    'REDIS_URL is used for rate limits; presence and rooms are per process: run one process.',
  )
  return createRedisClient(url, (error) => log.warn({ err: error.message }, 'redis is away'))
}
