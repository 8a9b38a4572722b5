import { type DemoName, type Person, request, signIn } from '../../app/support/people'
import type { TestSocket } from '../../app/support/testSocket'
import { freePort } from '../../infrastructure/processes'
import { type ServerProcess, startServerProcess } from '../../infrastructure/serverProcess'
import { embeddedStorage, postgresStorage, type Storage } from '../../infrastructure/storages'

export type StorageKind = 'embedded' | 'postgresql'

/** What `npm start` runs, with a database of its own. */
export interface Parley {
  url: string
  /** Ends the process as a power switch would; the data stays. */
  kill(): Promise<void>
  /** Starts it again at the same address. */
  start(): Promise<void>
  /** Somebody who uses the API, to prepare what a page shows. */
  person(as: DemoName): Promise<Person>
  /** Somebody who is online without a page: far cheaper, where nobody looks at their screen. */
  online(as: DemoName): Promise<Person>
  /** Ends a sign-in from elsewhere. */
  signOut(sessionToken: string): Promise<void>
}

export interface Started {
  parley: Parley
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
  const { url } = server
  const sockets: TestSocket[] = []
  const parley: Parley = {
    url,
    kill: async () => {
      await server?.kill()
      server = undefined
    },
    start: async () => {
      server = await startServerProcess(options)
    },
    person: (as) => signIn(url, as),
    online: async (as) => {
      const somebody = await signIn(url, as)
      sockets.push(await somebody.connect())
      return somebody
    },
    signOut: async (token) => {
      await request(url, 'POST', '/api/auth/sign-out', { token, body: {} })
    },
  }
  const end = async () => {
    for (const socket of sockets) socket.close()
    await server?.kill()
    await storage.remove()
  }
  return { parley, end }
}

/** The embedded database where the tests have no other. */
function freshStorage(wanted: StorageKind): Promise<Storage> {
  const { TEST_DATABASE_URL: url, TEST_DATABASE_TEMPLATE: template } = process.env
  return url && template && wanted === 'postgresql'
    ? postgresStorage(url, template)
    : embeddedStorage()
}
