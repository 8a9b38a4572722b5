import type { Redis } from 'ioredis'
import { refusal } from '@/lib/errors'
import type {
  JoiningConnection,
  OnlineUsersStore,
  PageOptions,
  PresencePage,
} from './onlineUsersStore'
import { explained } from './redisPresenceExplain'
import { RedisPresenceGraces } from './redisPresenceGraces'
import { projectionKey } from './redisPresenceKeys'
import { RedisPresenceLog } from './redisPresenceLog'
import { RedisPresenceNodes } from './redisPresenceNodes'
import { redisPresenceReach } from './redisPresenceReach'
import { RedisPresenceScripts, reached } from './redisPresenceScripts'
import { dataTexts, rowOf, rowsOf } from './redisPresenceText'
import { RedisPresenceWatch } from './redisPresenceWatch'
import { RedisStorageAge } from './redisStorageAge'

export interface RedisOnlineUsersOptions {
  client: Redis
  /** A second connection, for this store alone: it is subscribed to what is watched. */
  subscriber: Redis
  /** For tests; else Redis' own clock is everybody's clock. */
  now?: () => number
}

/**
 * Presence in Redis 7.0 or later, shared by any number of nodes. Each operation is one script over
 * the keys of one tenant. `parley:*` keys may be in another cluster slot, so they are written
 * before the script whose effects they make findable, on the same connection.
 */
export function redisOnlineUsersStore(options: RedisOnlineUsersOptions): OnlineUsersStore {
  const { client, subscriber, now } = options
  const scripts = new RedisPresenceScripts(client, now)
  const nodes = new RedisPresenceNodes(scripts)
  const graces = new RedisPresenceGraces(scripts)
  const log = new RedisPresenceLog(scripts)
  const watch = new RedisPresenceWatch({ client, subscriber, log })
  const age = new RedisStorageAge(client, now)
  return {
    join: async (joining) => {
      const noted = nodes.noteTenant(joining.nodeId, joining.tenantId)
      const [reply] = await Promise.all([joined(scripts, joining), noted])
      return { joined: reply === 1 }
    },
    update: async ({ tenantId, instance, data, chosenStatus = '' }) => {
      const [page, rest] = dataTexts(data)
      const reply = await scripts.ofTenant('update', tenantId, instance, chosenStatus, page, rest)
      return { known: reply === 1 }
    },
    leave: (leaving) => graces.leave(leaving),
    expire: (tenantId) => graces.expire(tenantId),
    renew: (nodeId, leaseMs) => nodes.renew(nodeId, leaseMs),
    lapsedNodes: () => nodes.lapsed(),
    reap: (nodeId, { limit, graceMs }) => nodes.reap(nodeId, limit, graceMs),
    missing: async (tenantId, nodeId, instances) =>
      (await scripts.ofTenant('missing', tenantId, nodeId, ...instances)) as string[],
    page: (tenantId, page) => pageOf(scripts, tenantId, page),
    find: async (tenantId, userId) => {
      const row = await scripts.ofTenant('find', tenantId, userId)
      return row === null ? undefined : rowOf(String(row))
    },
    count: async (tenantId, { except = '', usersOnly } = {}) =>
      Number(await scripts.ofTenant('count', tenantId, except, whom(usersOnly))),
    ...redisPresenceReach(scripts, nodes),
    since: (tenantId, seen) => log.since(tenantId, seen),
    watch: (tenantId, listener) => watch.begin(tenantId, listener),
    explain: (tenantId, userId) => explained({ scripts, nodes, tenantId, userId }),
    whenBack: (listener) => void client.on('ready', listener),
    isFilling: (epoch) => age.isFilling(epoch),
    projection: async (tenantId) =>
      new Map(Object.entries(await reached(client.hgetall(projectionKey(tenantId))))),
  }
}

function joined(scripts: RedisPresenceScripts, joining: JoiningConnection) {
  const { tenantId, instance, userId, nodeId, data, tab = '', pseudo, chosenStatus = '' } = joining
  const kind = pseudo ? 'pseudo' : (joining.transport ?? 'websocket')
  const connection = [instance, userId, nodeId, tab, kind, chosenStatus, ...dataTexts(data)]
  return scripts.ofTenant('join', tenantId, ...connection, data.kind)
}

/** Whom the scripts page and count. */
function whom(usersOnly: boolean | undefined): 'users' | 'all' {
  return usersOnly ? 'users' : 'all'
}

type PageReply = [epoch: string, version: string, total: number, next: string, rows: string[]]

async function pageOf(
  scripts: RedisPresenceScripts,
  tenantId: string,
  { limit, cursor = '', except = '', usersOnly, newestFirst }: PageOptions,
): Promise<PresencePage> {
  if (!/^\d{0,15}$/.test(cursor)) {
    throw refusal('INVALID_REQUEST', { sentence: 'The cursor is unknown', details: ['cursor'] })
  }
  const place = [limit, cursor, except, whom(usersOnly), newestFirst ? 'newest' : 'oldest']
  const reply = await scripts.ofTenant('page', tenantId, ...place)
  const [epoch, version, total, nextCursor, rows] = reply as PageReply
  return {
    rows: await rowsOf(rows),
    total,
    version: Number(version),
    epoch,
    ...(nextCursor && { nextCursor }),
  }
}
