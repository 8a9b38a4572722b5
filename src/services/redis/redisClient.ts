import { Redis } from 'ioredis'

/**
 * A connection to Redis; whoever needs one makes one, nothing is shared by import.
 * Commands fail at once while Redis is away, the connection comes back by itself.
 * `quietMs`: a connection on which nothing comes for so long is dead, and is made anew.
 */
export function createRedisClient(
  url: string,
  onError: (error: Error) => void,
  { quietMs }: { quietMs?: number } = {},
): Redis {
  const client = new Redis(url, {
    ...(quietMs !== undefined && { socketTimeout: quietMs }),
    enableAutoPipelining: true,
    autoPipeliningIgnoredCommands: ['countTogether'],
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
  })
  client.on('error', onError)
  return client
}
