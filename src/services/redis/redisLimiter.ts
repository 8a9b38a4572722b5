import type { Redis } from 'ioredis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import { type LimiterOf, memoryLimiter } from '@/services/realtime'

/** Counters shared by all processes; while Redis is away each process counts for itself. */
export function redisLimiter(client: Redis): LimiterOf {
  return (name, points) =>
    new RateLimiterRedis({
      storeClient: client,
      keyPrefix: `parley:limit:${name}`,
      points,
      duration: 60,
      rejectIfRedisNotReady: true,
      insuranceLimiter: memoryLimiter(name, points),
    })
}
