import { Redis } from 'ioredis'

/** A connection to Redis. Everybody who needs one makes one; nothing is shared by import. */
export function createRedisClient(url: string): Redis {
  return new Redis(url, { enableAutoPipelining: true, maxRetriesPerRequest: 1, lazyConnect: true })
}
