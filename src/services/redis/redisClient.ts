import { Redis } from 'ioredis'

/**
 * A connection to Redis; whoever needs one makes one, nothing is shared by import.
 * Commands fail at once while Redis is away, the connection comes back by itself.
 */
export function createRedisClient(url: string, onError: (error: Error) => void): Redis {
  const client = new Redis(url, {
    enableAutoPipelining: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
  })
  client.on('error', onError)
  return client
}
