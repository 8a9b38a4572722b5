import { existsSync } from 'node:fs'
import { freePort } from '../../infrastructure/processes'
import { startServerProcess } from '../../infrastructure/serverProcess'
import { embeddedStorage, postgresStorage } from '../../infrastructure/storages'
import { postgresOfTests } from '../../infrastructure/testServers'

/** Says what is missing once, instead of in every test, and makes what every test copies. */
export default async function prepare(): Promise<() => Promise<void>> {
  if (!existsSync('dist/server.js') || !existsSync('.next/BUILD_ID')) {
    throw new Error('There is no build to test: run `bin/build` first.')
  }
  await (await embeddedStorage()).remove()
  const postgres = await postgresOfTests()
  if (!postgres) return async () => undefined
  const started = await startedOnce(postgres.url)
  Object.assign(process.env, {
    TEST_DATABASE_URL: postgres.url,
    TEST_DATABASE_TEMPLATE: started.name,
  })
  return async () => {
    await started.remove()
    await postgres.stop()
  }
}

/** What a first start leaves behind: tables, and the people of the demo. */
async function startedOnce(url: string) {
  const storage = await postgresStorage(url, 'template1')
  const port = await freePort()
  const server = await startServerProcess({ program: 'built', port, env: storage.env })
  await server.terminate()
  return storage
}
