import { createServer, type Server } from 'node:http'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { Config } from '@/config/config'
import { refusal } from '@/lib/errors'
import {
  type BackEnd,
  type BackEnds,
  createBackEnds,
  createEdgeMetrics,
  createKeyChecks,
  type EdgeMetrics,
} from '@/services/edge'
import { createRequestLimits, type RequestLimits, usualLimits } from '@/services/realtime'
import { createRedisClient, redisLimiter, redisReady } from '@/services/redis'
import { listen } from '../listen'
import { createAdmission } from './admission'
import { type BackEndCalls, createBackEndCalls } from './backEndCalls'
import { createEdgeFront } from './edgeFront'
import { createAddressing, createSigning } from './outgoing'
import { createOwnDoors } from './ownDoors'
import { createPassing } from './passRequest'
import { createRequestProxy } from './requestProxy'
import { createSocketProxy } from './socketProxy'

export interface RunningEdge {
  url: string
  close(): Promise<void>
}

/** Balancers in front keep connections for about a minute: this must last longer. */
const KEEP_ALIVE_MS = 65_000
const HEADERS_MS = 20_000
/** A whole upload over a slow line. */
const REQUEST_MS = 300_000
const MAX_HEADER_BYTES = 16_384
/** For requests that are under way when the process is asked to end. */
const LAST_REQUESTS_MS = 3000
/** How long a start waits for Redis. */
const REDIS_PATIENCE_MS = 3000

/**
 * A process that lets requests and sockets through to others. It stores nothing; with Redis its limits
 * are those of all edges together, and while Redis is away its own.
 */
export async function startEdge(config: Config, log: Logger): Promise<RunningEdge> {
  const parts = partsOf(config, log)
  const { backEnds, sockets } = parts
  let closing = false
  const front = createEdgeFront({ ...parts, ownDoors: ownDoorsOf(parts, () => closing) })
  const limits = { maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: KEEP_ALIVE_MS }
  const times = { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS }
  const server = createServer({ ...limits, ...times }, front.request)
  server.on('upgrade', front.upgrade)
  if (parts.redis) await redisReady(parts.redis, REDIS_PATIENCE_MS)
  await backEnds.begin()
  const url = await listen(server, config)
  return {
    url,
    close: async () => {
      closing = true
      await closeDoors(server, () => sockets.closeInWaves(config.closeSpreadMs))
      backEnds.close()
      parts.redis?.disconnect()
    },
  }
}

type Parts = ReturnType<typeof partsOf>

function partsOf(config: Config, log: Logger) {
  const calls = createBackEndCalls({ sign: createSigning(config), log })
  const addressTo = createAddressing(config)
  const metrics: EdgeMetrics = createEdgeMetrics(() => backEnds.all)
  const backEnds: BackEnds = backEndsOf(config, log, calls, (backEnd) =>
    sockets.closeLinesOf(backEnd),
  )
  const sockets = createSocketProxy({ backEnds, addressTo })
  const redis = config.redisUrl === undefined ? undefined : openRedis(config.redisUrl, log)
  const limits = limitsOf(config, redis)
  const keys = createKeyChecks({ ask: askAny(backEnds, calls), now: Date.now })
  const admit = createAdmission({ config, limits, keys })
  const pass = createPassing({ config, addressTo, metrics })
  const { timeoutMs } = config.edge
  const proxyRequest = createRequestProxy({ backEnds, pass, timeoutMs, metrics })
  return { config, log, redis, backEnds, sockets, metrics, limits, admit, proxyRequest }
}

function backEndsOf(
  { edge }: Config,
  log: Logger,
  { look }: BackEndCalls,
  onDown: (backEnd: BackEnd) => void,
): BackEnds {
  const [secret = ''] = edge.secrets
  return createBackEnds({
    addresses: edge.backEnds,
    secret,
    look,
    everyMs: edge.lookEveryMs,
    onChange: (backEnd, before) => {
      const { url, state } = backEnd
      log.warn({ backEnd: url, before, state }, 'a back end changed')
      if (state === 'down') onDown(backEnd)
    },
  })
}

function askAny(backEnds: BackEnds, { knowsKey }: BackEndCalls) {
  return async (key: string) => {
    const backEnd = backEnds.pick('requests')
    return backEnd && knowsKey(backEnd, key)
  }
}

function openRedis(url: string, log: Logger): Redis {
  return createRedisClient(url, (error) => log.warn({ err: error.message }, 'redis is away'))
}

/** Counted apart from those of back ends, which count the same addresses. */
function limitsOf({ edge }: Config, redis: Redis | undefined): RequestLimits {
  const { addressPerMinute, keyPerMinute: credentialPerMinute } = edge
  const sizes = { ...usualLimits, addressPerMinute, credentialPerMinute }
  if (!redis) return createRequestLimits(sizes)
  const shared = redisLimiter(redis)
  return createRequestLimits(sizes, (name, points) => shared(`edge-${name}`, points))
}

function ownDoorsOf({ config, log, limits, backEnds, metrics }: Parts, isClosing: () => boolean) {
  const services = {
    log,
    limits,
    authenticate: () => Promise.reject(refusal('UNAUTHENTICATED')),
    sawTab: () => undefined,
  }
  const { metricsToken } = config
  return createOwnDoors({
    services,
    backEnds: () => backEnds.all,
    isClosing,
    metrics,
    metricsToken,
  })
}

/** No new requests; sockets go in waves, and come back through another edge or the next start. */
async function closeDoors(server: Server, closeSockets: () => Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection that is kept alive is idle only once its answer is sent.
  const letGo = setInterval(() => server.closeIdleConnections(), 50)
  await closeSockets()
  const cut = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS)
  await closed
  clearInterval(letGo)
  clearTimeout(cut)
}
