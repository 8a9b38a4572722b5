import { startPostgres, type TestServer } from './startPostgres'
import { startRedis } from './startRedis'
import { findPostgres, findRedis } from './tools'

/**
 * Starts the servers that tests run against and names them in the environment of the workers,
 * which are started afterwards. What is not there is not named; `bin/test` says so at its end.
 */
export async function setup(): Promise<() => Promise<void>> {
  const [postgres, redis] = await Promise.all([postgresOfTests(), redisOfTests()])
  if (postgres) process.env.TEST_DATABASE_URL = postgres.url
  if (redis) process.env.TEST_REDIS_URL = redis.url
  return async () => {
    await Promise.all([postgres?.stop(), redis?.stop()])
  }
}

async function postgresOfTests(): Promise<TestServer | undefined> {
  if (process.env.DATABASE_URL) return foreign(process.env.DATABASE_URL)
  const tools = findPostgres()
  return tools && startPostgres(tools)
}

async function redisOfTests(): Promise<TestServer | undefined> {
  if (process.env.REDIS_URL) return foreign(process.env.REDIS_URL)
  const program = findRedis()
  return program === undefined ? undefined : startRedis(program)
}

/** Somebody else's server: used, never stopped. */
function foreign(url: string): TestServer {
  return { url, stop: async () => undefined }
}
