import type { Redis } from 'ioredis'
import { createRedisClient } from '@/services/redis'
import type { StoreHarness } from './fakePresence'
import type { ChangeListener, OnlineUsersStore } from './onlineUsersStore'
import { redisOnlineUsersStore } from './redisOnlineUsersStore'
import { metaKey } from './redisPresenceKeys'

/** The server that tests run against, where there is one. */
export const testRedisUrl = process.env.TEST_REDIS_URL

/** Whose database is which: files of tests run beside each other, and each empties its own. */
const DATABASES = {
  limits: 0,
  untoldFault: 1,
  rooms: 4,
  processes: 5,
  presenceKeys: 6,
  sessions: 7,
  jobStream: 12,
  jobsFault: 13,
  pushesFault: 14,
  webhooksFault: 15,
}
/** Those of the presence stores, of which some are open at once. */
export const PRESENCE_DATABASES = [2, 3, 8, 9, 10, 11]

export interface Connections {
  client: Redis
  subscriber: Redis
}

/**
 * Opens storages that are empty and in which a test says the time, one database after the other:
 * as many may be open at once. Connections are kept, for they cost more than a test.
 */
export function redisStores(databases: readonly number[]): () => Promise<StoreHarness> {
  const connected = new Map<number, Promise<Connections>>()
  let turn = 0
  return async () => {
    turn += 1
    const database = databases[turn % databases.length] ?? 0
    const connections = connected.get(database) ?? connect(numbered(database))
    connected.set(database, connections)
    return emptyStore(await connections)
  }
}

export function databaseUrl(of: keyof typeof DATABASES): string {
  return numbered(DATABASES[of])
}

function numbered(database: number): string {
  return Object.assign(new URL(testRedisUrl ?? ''), { pathname: `/${database}` }).href
}

/** Two connections as a process has them. */
export async function connect(url: string): Promise<Connections> {
  const [client, subscriber] = await Promise.all([ready(url), ready(url)])
  return { client, subscriber }
}

async function ready(url: string): Promise<Redis> {
  const client = createRedisClient(url, () => undefined)
  await new Promise<void>((resolve) => client.once('ready', () => resolve()))
  return client
}

async function emptyStore({ client, subscriber }: Connections): Promise<StoreHarness> {
  await client.flushdb()
  let nowMs = Date.UTC(2026, 0, 15)
  const store = redisOnlineUsersStore({ client, subscriber, now: () => nowMs })
  const heard = new HeardVersions(client)
  return {
    store: hearing(store, heard),
    advance: async (ms) => {
      nowMs += ms
    },
    close: async () => {
      await heard.stop()
      client.removeAllListeners('ready')
      subscriber.removeAllListeners('ready')
      subscriber.removeAllListeners('message')
    },
  }
}

/** What watchers of a store have heard, and how to wait until it is everything. */
class HeardVersions {
  readonly #heard = new Map<string, number>()
  readonly #stops: (() => Promise<void>)[] = []
  #wake = () => {}

  constructor(private readonly client: Redis) {}

  async watch(store: OnlineUsersStore, tenantId: string, listener: ChangeListener) {
    const stop = await store.watch(tenantId, (change) => {
      listener(change)
      this.#heard.set(tenantId, change.version)
      this.#wake()
    })
    this.#heard.set(tenantId, await this.#version(tenantId))
    this.#stops.push(stop)
    return () => {
      this.#heard.delete(tenantId)
      return stop()
    }
  }

  async all(): Promise<void> {
    await Promise.all([...this.#heard.keys()].map((tenantId) => this.#until(tenantId)))
  }

  async stop(): Promise<void> {
    await Promise.all(this.#stops.map((stop) => stop()))
  }

  async #until(tenantId: string): Promise<void> {
    const version = await this.#version(tenantId)
    while ((this.#heard.get(tenantId) ?? version) < version) {
      await new Promise<void>((resolve) => {
        const others = this.#wake
        this.#wake = () => {
          others()
          resolve()
        }
      })
    }
  }

  async #version(tenantId: string): Promise<number> {
    return Number(await this.client.hget(metaKey(tenantId), 'version'))
  }
}

/** The contract looks at what was heard right after a call; here it arrives on another connection. */
function hearing(store: OnlineUsersStore, heard: HeardVersions): OnlineUsersStore {
  const then = async <T>(done: Promise<T>): Promise<T> => {
    const outcome = await done
    await heard.all()
    return outcome
  }
  return {
    ...store,
    join: (joining) => then(store.join(joining)),
    update: (update) => then(store.update(update)),
    leave: (leaving) => then(store.leave(leaving)),
    expire: (tenantId) => then(store.expire(tenantId)),
    reap: (nodeId, options) => then(store.reap(nodeId, options)),
    watch: (tenantId, listener) => heard.watch(store, tenantId, listener),
  }
}
