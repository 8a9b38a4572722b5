import type { Redis } from 'ioredis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import { type LimiterOf, memoryLimiter } from '@/services/realtime'
import { countTogether } from './countTogether'

/** Counters shared by all processes; while Redis is away each process counts for itself. */
export function redisLimiter(client: Redis): LimiterOf {
  const storeClient = countTogether(client)
  return (name, points) =>
    new RateLimiterRedis({
      storeClient,
      // In one slot of a cluster, for one command counts several.
      keyPrefix: `parley:{limit}:${name}`,
      points,
      duration: 60,
      rejectIfRedisNotReady: true,
      insuranceLimiter: memoryLimiter(name, points),
    })
}
