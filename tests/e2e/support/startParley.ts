import { freePort } from '../../infrastructure/processes'
import { type ServerProcess, startServerProcess } from '../../infrastructure/serverProcess'
import { embeddedStorage, postgresStorage, type Storage } from '../../infrastructure/storages'

export type StorageKind = 'embedded' | 'postgresql'

/** What `npm start` runs, with a database of its own. */
export interface Started {
  url: string
  /** Where it stores; absent where nobody else can look into it. */
  database: string | undefined
  /** Ends the process as a power switch would; the data stays. */
  kill(): Promise<void>
  /** Starts it again at the same address. */
  start(): Promise<void>
  end(): Promise<void>
}

export async function startParley(wanted: StorageKind): Promise<Started> {
  const storage = await freshStorage(wanted)
  const options = {
    program: 'built',
    port: await freePort(),
    env: { ...storage.env, PRESENCE_GRACE_MS: '1500' },
  } as const
  let server: ServerProcess | undefined = await startServerProcess(options)
  return {
    url: server.url,
    database: storage.env.DATABASE_URL,
    kill: async () => {
      await server?.kill()
      server = undefined
    },
    start: async () => {
      server = await startServerProcess(options)
    },
    end: async () => {
      await server?.kill()
      await storage.remove()
    },
  }
}

/** The embedded database where the tests have no other. */
function freshStorage(wanted: StorageKind): Promise<Storage> {
  const { TEST_DATABASE_URL: url, TEST_DATABASE_TEMPLATE: template } = process.env
  return url && template && wanted === 'postgresql'
    ? postgresStorage(url, template)
    : embeddedStorage()
}
