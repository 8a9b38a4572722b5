import type { Redis } from 'ioredis'

/** Resolves when the connection is ready, or after `patienceMs`: Parley starts without Redis too. */
export function redisReady(client: Redis, patienceMs: number): Promise<void> {
  if (client.status === 'ready') return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs)
    client.once('ready', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
