import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { Config } from '@/config/config'
import { type ConversationsService, createConversations } from '@/services/conversations'
import { type Database, openDatabase } from '@/services/database'
import {
  createDemoOnline,
  createDemoVisitors,
  type DemoOnlineService,
  type DemoShop,
  type DemoVisitorsService,
  demoShop,
} from '@/services/demo'
import {
  createIdentity,
  DEMO_KEYS,
  DEMO_TENANT,
  type IdentityService,
  openMailer,
  redisSessionEnds,
  type SessionEnds,
  seedDemo,
} from '@/services/identity'
import {
  createOnlineUsers,
  createPresenceRecords,
  memoryOnlineUsersStore,
  type OnlineUsersService,
  type OnlineUsersStore,
  type PresenceRecordsService,
  redisOnlineUsersStore,
  socketIoPresenceAudience,
} from '@/services/online-users'
import { createMetrics, type Dependency, type Operations, readiness } from '@/services/operations'
import { createPrivateChat, type PrivateChatService } from '@/services/private-chat'
import {
  createRequestLimits,
  type DoorServices,
  type RequestLimits,
  type RoomRelay,
} from '@/services/realtime'
import { redisRoomRelay } from '@/services/realtime/redisRoomRelay'
import { socketIoBroadcaster } from '@/services/realtime/socketIoBroadcaster'
import { createRedisClient, redisLimiter, redisReady } from '@/services/redis'
import {
  createVisitorSessions,
  createWebchat,
  noSessionProjection,
  redisSessionProjection,
  type SessionProjection,
  type VisitorSessionsService,
  type WebchatService,
} from '@/services/webchat'
import {
  createOutboxRelay,
  type JobStream,
  memoryJobStream,
  type OutboxRelay,
  redisJobStream,
} from '@/services/webhooks'
import { boundedRecoveryAdapter } from './boundedRecoveryAdapter'
import { closeInWaves } from './closeSockets'
import { type PageData, pageData } from './pageData'
import { relayedRooms } from './relayedRooms'
import { createSocketServer, type SocketServer } from './socketServer'

/** Everything one process is made of. */
export interface App extends DoorServices, PageData {
  config: Config
  database: Database
  redis: RedisClients | undefined
  io: SocketServer
  identity: IdentityService
  conversations: ConversationsService
  privateChat: PrivateChatService
  onlineUsers: OnlineUsersService
  visitorSessions: VisitorSessionsService
  demoOnline: DemoOnlineService
  webchat: WebchatService
  demoVisitors: DemoVisitorsService
  demoShop: DemoShop
  presenceRecords: PresenceRecordsService
  operations: Operations
  /** Finishes what was accepted, then lets go of storage. */
  close(): Promise<void>
}

/** Builds the app. */
export async function createApp(config: Config, log: Logger): Promise<App> {
  const storage = await openStorage(config, log)
  if (config.demo) await seedDemo(storage.database)
  const services = createServices(config, log, storage)
  const { identity, onlineUsers, io } = services
  const demo = { isDemo: config.demo, tenantId: DEMO_TENANT.key }
  const demoOnline = createDemoOnline({ ...demo, onlineUsers })
  return {
    config,
    log,
    ...storage,
    ...services,
    ...pageData({ config, ...storage, ...services, demoOnline }),
    authenticate: identity.authenticate,
    sawTab: (caller, tab, page) => {
      const seen = onlineUsers.sawTab(caller, tab, page)
      seen.catch((error) => log.error({ err: error }, 'presence'))
    },
    demoOnline,
    demoVisitors: demoVisitorsOf(config, log),
    demoShop: demoShop(config.demo),
    operations: operationsOf({ config, io, ...storage }),
    close: () => closeInOrder({ ...storage, ...services }),
  }
}

interface Storage {
  database: Database
  redis: RedisClients | undefined
  limits: RequestLimits
  presence: OnlineUsersStore
  sessionProjection: SessionProjection
  jobs: JobStream
  /** Where there are other processes. */
  relay: RoomRelay | undefined
  sessionEnds: SessionEnds | undefined
}

/** The one place that chooses storage. */
async function openStorage(config: Config, log: Logger): Promise<Storage> {
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir })
  const redis = config.redisUrl ? await openRedis(config.redisUrl, log) : undefined
  const shared = redis ? 'redis' : 'in process'
  log.info({ database: database.kind, place: database.place, presence: shared }, 'storage')
  return {
    database,
    redis,
    limits: createRequestLimits(config.limits, redis && redisLimiter(redis.client)),
    presence: redis ? redisOnlineUsersStore(redis) : memoryOnlineUsersStore(),
    sessionProjection: redis ? redisSessionProjection(redis.client) : noSessionProjection,
    jobs: redis ? redisJobStream(redis.client) : memoryJobStream(),
    relay: redis && redisRoomRelay({ ...redis, log }),
    sessionEnds: redis && redisSessionEnds(redis),
  }
}

function createServices(config: Config, log: Logger, storage: Storage) {
  const { database, limits, presence, relay, sessionEnds, sessionProjection: projection } = storage
  const io: SocketServer = createSocketServer({
    isKnownOrigin: (origin) => identity.isKnownOrigin(origin),
    adapter: relay
      ? relayedRooms(relay, () => void closeInWaves(io, config.closeSpreadMs))
      : boundedRecoveryAdapter,
  })
  const audience = socketIoPresenceAudience(io)
  const broadcaster = socketIoBroadcaster(io, (accountSessionId) => {
    const ended = onlineUsers.endAccountSession(accountSessionId)
    ended.catch((error) => log.error({ err: error }, 'presence'))
  })
  const mailer = openMailer(config.mail, log)
  const options = identityOptions(config)
  const parts = { database, sessionEnds, broadcaster, limits, mailer, log, options }
  const identity = createIdentity(parts)
  const people = identity
  const conversations = createConversations({ database, log })
  const privateChat = createPrivateChat({ conversations, people, broadcaster, log })
  const tokens = identity.visitorTokens
  const visitorSessions = createVisitorSessions({ database, projection, tokens, limits, log })
  const chat = webchatOf(storage, log, { conversations, sessions: visitorSessions, broadcaster })
  const book = personBook(identity, visitorSessions)
  const presenceRecords = createPresenceRecords({ database, presence, people: book, log })
  const onlineUsers: OnlineUsersService = createOnlineUsers({
    store: presence,
    audience,
    people,
    pages: presenceRecords,
    log,
    ...config.presence,
  })
  return {
    io,
    broadcaster,
    identity,
    conversations,
    privateChat,
    presenceRecords,
    onlineUsers,
    visitorSessions,
    ...chat,
  }
}

/** Web chat, and what brings its jobs to other programs. */
function webchatOf(
  { database, jobs: stream }: Storage,
  log: Logger,
  parts: Omit<Parameters<typeof createWebchat>[0], 'outbox'>,
) {
  const outbox = createOutboxRelay({ database, stream, log })
  return { outbox, webchat: createWebchat({ ...parts, outbox }) }
}

/** Accounts first: a visitor's id is never an account's. */
function personBook(identity: IdentityService, visitorSessions: VisitorSessionsService) {
  return async (tenantId: string, userId: string) => {
    const member = await identity.member(tenantId, userId)
    if (member) return { ...member, firstSeenAt: member.joinedAt }
    return visitorSessions.visitor(tenantId, userId)
  }
}

/** Finishes what was accepted before storage is let go. */
async function closeInOrder(
  parts: Pick<App, 'identity' | 'conversations' | 'presenceRecords' | 'visitorSessions'> &
    Pick<Storage, 'relay' | 'redis' | 'database'> & { outbox: OutboxRelay },
): Promise<void> {
  await parts.presenceRecords.close()
  await parts.identity.close()
  await parts.conversations.close()
  await parts.outbox.close()
  await parts.visitorSessions.close()
  await parts.relay?.close()
  parts.redis?.client.disconnect()
  parts.redis?.subscriber.disconnect()
  await parts.database.close()
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

function demoVisitorsOf({ demo, demoVisitors }: Config, log: Logger): DemoVisitorsService {
  return createDemoVisitors({
    isDemo: demo,
    fromTheStart: demoVisitors,
    tenantId: DEMO_TENANT.key,
    apiKey: DEMO_KEYS.publishable,
    log,
  })
}

function operationsOf({
  config,
  database,
  io,
  redis,
}: Pick<App, 'config' | 'database' | 'io' | 'redis'>): Operations {
  const dependencies: Dependency[] = [
    { name: 'database', kind: database.kind, ping: database.ping },
    ...(redis
      ? [{ name: 'presence', kind: 'redis', ping: async () => void (await redis.client.ping()) }]
      : []),
  ]
  return {
    readiness: () => readiness(dependencies),
    metrics: createMetrics({ connections: () => io.engine.clientsCount }),
    metricsToken: config.metricsToken,
  }
}

/** How long a start waits for Redis; what comes before it is made up for. */
const REDIS_PATIENCE_MS = 3000

/** A dead connection is noticed: what waits on it asks every four seconds. */
const READER_QUIET_MS = 10_000

/** Who listens or waits on a connection cannot command on it. */
interface RedisClients {
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
