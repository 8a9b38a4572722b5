export { createRedisClient } from './redisClient'
export { redisLimiter } from './redisLimiter'
