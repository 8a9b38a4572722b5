import { engineDump } from './engineDump'
import { buildApiServer } from './serverProcess'
import { postgresOfTests, redisOfTests } from './testServers'

/**
 * Makes what tests start or copy, starts the servers that they run against and names them in the
 * environment of the workers, which are started afterwards. What is not there is not named;
 * `bin/test` says so at its end.
 */
export async function setup(): Promise<() => Promise<void>> {
  process.env.TEST_ENGINE_DUMP = await engineDump()
  const [postgres, redis] = await Promise.all([postgresOfTests(), redisOfTests(), buildApiServer()])
  if (postgres) process.env.TEST_DATABASE_URL = postgres.url
  if (redis) process.env.TEST_REDIS_URL = redis.url
  return async () => {
    await Promise.all([postgres?.stop(), redis?.stop()])
  }
}
