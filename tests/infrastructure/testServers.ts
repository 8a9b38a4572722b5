import { startPostgres, type TestServer } from './startPostgres'
import { startRedis } from './startRedis'
import { findPostgres, findRedis } from './tools'

/** The PostgreSQL that is named, else one of the tests' own; absent where there is none. */
export async function postgresOfTests(): Promise<TestServer | undefined> {
  if (process.env.DATABASE_URL) return foreign(process.env.DATABASE_URL)
  const tools = findPostgres()
  return tools && startPostgres(tools)
}

/** The same with Redis. */
export async function redisOfTests(): Promise<TestServer | undefined> {
  if (process.env.REDIS_URL) return foreign(process.env.REDIS_URL)
  const program = findRedis()
  return program === undefined ? undefined : startRedis(program)
}

/** Somebody else's server: used, never stopped. */
function foreign(url: string): TestServer {
  return { url, stop: async () => undefined }
}
