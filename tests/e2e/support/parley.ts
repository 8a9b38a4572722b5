import { type BrowserContext, test as base, type Page } from '@playwright/test'
import type { DemoName } from '../../app/support/people'
import { ChatPage } from './chatPage'
import { controlNetwork, type Network } from './network'
import { demoPeople, ownPeople, type People } from './peopleOf'
import { type Started, type StorageKind, startParley } from './startParley'

/** A server, and the people whom a test knows there. */
export type Parley = Pick<Started, 'url' | 'kill' | 'start'> & People

interface Fixtures {
  /**
   * Pages look alike on either storage, and a process starts in half the time on PostgreSQL. What
   * is about the process itself is tried on what most people run.
   */
  storage: StorageKind
  /**
   * `team`: tests share a server, which saves its start and the first, slow making of each page,
   * and each has a tenant of its own there, with Ada, Ben and Chloe.
   * `shared`: the demo of that server, for what leaves nothing behind that another could notice.
   * `own`: a server to itself, with its demo.
   */
  server: 'team' | 'shared' | 'own'
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

interface WorkerFixtures {
  /** The server that tests share; it is started for the first of them. */
  shared(): Promise<Started>
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  storage: ['postgresql', { option: true }],

  server: ['team', { option: true }],

  parley: async ({ storage, server, shared }, provide) => {
    const isOwn = server === 'own' || storage === 'embedded' || !(server === 'shared' || hasTeams())
    const started = await (isOwn ? startParley(storage) : shared())
    const people = isOwn || server === 'shared' ? demoPeople(started) : ownPeople(started)
    await provide({ ...started, ...people })
    people.leave()
    if (isOwn) await started.end()
  },

  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what is asked for from here.
    async ({}, provide) => {
      let started: Promise<Started> | undefined
      await provide(() => {
        started ??= startParley('postgresql')
        return started
      })
      await (await started)?.end()
    },
    { scope: 'worker' },
  ],

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
      await parley.visit(chat.page, '/chat', as)
      await chat.hasStatus('Real-time')
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

/** A team is put into the storage, which an embedded database allows its own process alone. */
function hasTeams(): boolean {
  return process.env.TEST_DATABASE_URL !== undefined
}

function newPage(context: BrowserContext): Promise<Page> {
  return context.newPage()
}
