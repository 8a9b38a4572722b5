import { type BrowserContext, test as base, type Page } from '@playwright/test'
import { type DemoName, type Person, request, signIn } from '../../app/support/people'
import type { TestSocket } from '../../app/support/testSocket'
import { freePort } from '../../infrastructure/processes'
import { type ServerProcess, startServerProcess } from '../../infrastructure/serverProcess'
import { embeddedStorage, postgresStorage, type Storage } from '../../infrastructure/storages'
import { ChatPage } from './chatPage'
import { controlNetwork, type Network } from './network'

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

interface Fixtures {
  /**
   * Pages look alike on either storage, and a process starts in half the time on PostgreSQL. What
   * is about the process itself is tried on what most people run.
   */
  storage: 'embedded' | 'postgresql'
  parley: Parley
  /** A new tab in which somebody chats; each is somebody of its own. */
  open(as: DemoName, context?: BrowserContext): Promise<ChatPage>
  /** Ada with Ben's conversation open; Ben is online, without a page. */
  openWithBen(): Promise<ChatPage>
  /** Ada and Ben in two tabs, each with the other's conversation open. */
  openBoth(): Promise<[ada: ChatPage, ben: ChatPage]>
  /** Asked for by tests that cut the way between the pages and the server. */
  network: Network
  /** What pages complained about. Tests that break the network expect complaints. */
  complaints: string[]
}

export const test = base.extend<Fixtures>({
  storage: ['postgresql', { option: true }],

  parley: async ({ storage: wanted }, provide) => {
    const storage = await freshStorage(wanted)
    const options = {
      program: 'built',
      port: await freePort(),
      env: { ...storage.env, PRESENCE_GRACE_MS: '1500' },
    } as const
    let server: ServerProcess | undefined = await startServerProcess(options)
    const { url } = server
    const sockets: TestSocket[] = []
    await provide({
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
    })
    for (const socket of sockets) socket.close()
    await server?.kill()
    await storage.remove()
  },

  baseURL: async ({ parley }, provide) => provide(parley.url),

  complaints: async ({ context }, provide) => {
    const complaints: string[] = []
    context.on('weberror', (error) => complaints.push(error.error().message))
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await provide(complaints)
  },

  network: async ({ context }, provide) => provide(await controlNetwork(context)),

  open: async ({ parley, context }, provide) => {
    await provide(async (as, inContext = context) => {
      const chat = new ChatPage(await newPage(inContext))
      await chat.open(parley.url, as)
      return chat
    })
  },

  openWithBen: async ({ open, parley }, provide) => {
    await provide(async () => {
      await parley.online('ben')
      const ada = await open('ada')
      await ada.talkTo('Ben')
      return ada
    })
  },

  openBoth: async ({ open }, provide) => {
    await provide(async () => {
      const [ada, ben] = [await open('ada'), await open('ben')]
      await ada.talkTo('Ben')
      await ben.talkTo('Ada')
      return [ada, ben]
    })
  },
})

export { expect } from '@playwright/test'

/** The embedded database where the tests have no other. */
function freshStorage(wanted: Fixtures['storage']): Promise<Storage> {
  const { TEST_DATABASE_URL: url, TEST_DATABASE_TEMPLATE: template } = process.env
  return url && template && wanted === 'postgresql'
    ? postgresStorage(url, template)
    : embeddedStorage()
}

function newPage(context: BrowserContext): Promise<Page> {
  return context.newPage()
}
