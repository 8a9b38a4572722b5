import { openPostgres } from '../../src/services/database/postgresDatabase'
import { engineDump } from './engineDump'
import { buildApiServer } from './serverProcess'
import { postgresStorage, type Storage } from './storages'
import { postgresOfTests, redisOfTests } from './testServers'

/**
 * Makes what tests start or copy, starts the servers that they run against and names them in the
 * environment of the workers, which are started afterwards. What is not there is not named;
 * `bin/test` says so at its end.
 */
export async function setup(): Promise<() => Promise<void>> {
  process.env.TEST_ENGINE_DUMP = await engineDump()
  const [postgres, redis] = await Promise.all([postgresOfTests(), redisOfTests(), buildApiServer()])
  const template = postgres && (await postgresWithTables(postgres.url))
  if (postgres) process.env.TEST_DATABASE_URL = postgres.url
  if (template) process.env.TEST_DATABASE_TEMPLATE = template.name
  if (redis) process.env.TEST_REDIS_URL = redis.url
  return async () => {
    await template?.remove()
    await Promise.all([postgres?.stop(), redis?.stop()])
  }
}

/** What every test copies, as it copies the embedded one: all tables, and no rows. */
async function postgresWithTables(url: string): Promise<Storage> {
  const storage = await postgresStorage(url, 'template1')
  await (await openPostgres(storage.env.DATABASE_URL ?? '')).close()
  return storage
}
