export { createRedisClient } from './redisClient'
export { redisLimiter } from './redisLimiter'
export { redisReady } from './redisReady'
