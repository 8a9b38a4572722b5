import { type BrowserContext, test as base, type Page } from '@playwright/test'
import { type DemoName, type Person, request, signIn } from '../../app/support/people'
import type { TestSocket } from '../../app/support/testSocket'
import { freshDataFolder } from '../../infrastructure/dataFolder'
import { freePort } from '../../infrastructure/processes'
import { type ServerProcess, startServerProcess } from '../../infrastructure/serverProcess'
import { ChatPage } from './chatPage'
import { controlNetwork, type Network } from './network'

/** What `npm start` runs, with a data folder of its own. */
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
  parley: async ({ browserName: _browser }, provide) => {
    const folder = await freshDataFolder()
    const options = {
      program: 'built',
      port: await freePort(),
      env: { DATA_DIR: folder.path, PRESENCE_GRACE_MS: '1500' },
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
    folder.remove()
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

function newPage(context: BrowserContext): Promise<Page> {
  return context.newPage()
}
