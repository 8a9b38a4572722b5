import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTestTenant } from '@/services/conversations/testTenants'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import { postgresPushQueueStore } from './postgresPushQueueStore'
import { postgresPushStore } from './postgresPushStore'
import { PushDelivery } from './pushDelivery'
import type { PushQueueStore } from './pushQueueStore'

/** What may happen, in any order and without waiting for the last: to one of three tabs, or to all. */
const step = fc.oneof(
  fc.record({ what: fc.constant('push' as const) }),
  fc.record({
    what: fc.constantFrom('open' as const, 'close' as const, 'ring' as const),
    tab: fc.nat(2),
    process: fc.nat(1),
  }),
  fc.record({ what: fc.constant('away' as const), reads: fc.nat(2) }),
  fc.record({ what: fc.constant('wait' as const) }),
)

describe.each(testDatabases().slice(0, 1))('pushes that wait, on $name', ({ open }) => {
  let database: Database
  let nth = 0

  beforeAll(async () => {
    database = await open()
    await addTestTenant(database, 'acme', ['ada'])
  })
  afterAll(() => database.close())

  test('GW-11 GW-17 every tab hears every push once and in order, and one tells of it, whatever comes between', async () => {
    const history = fc.array(step, { maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        nth += 1
        const world = new World(database, `ada-${nth}`)
        for (const one of steps) await world.take(one)
        await world.settle()
        for (const heard of world.heard) expect(heard).toEqual(world.pushed)
        await world.close()
        expect(world.delivered.sort()).toEqual(world.pushed.sort())
      }),
      { numRuns: 60 },
    )
  }, 120_000)
})

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Three tabs of one user, each of a sign-in of its own, over two processes of one storage. */
class World {
  readonly pushed: string[] = []
  readonly heard: string[][] = [[], [], []]
  /** What was told of as delivered for the first time. */
  readonly delivered: string[] = []
  readonly #processes: PushDelivery[]
  readonly #lines = new Map<number, () => void>()
  readonly #store
  #failing = 0
  #lineNumber = 0

  constructor(
    database: Database,
    private readonly userId: string,
  ) {
    this.#store = postgresPushStore(database)
    const queue = this.#sometimesAway(postgresPushQueueStore(database))
    const log = pino({ level: 'silent' })
    const onDelivered = (messageIds: readonly string[]) => this.delivered.push(...messageIds)
    const parts = { store: queue, log, retryMs: 1, onDelivered }
    this.#processes = [0, 1].map(() => new PushDelivery(parts))
  }

  async take(taken: Step): Promise<void> {
    if (taken.what === 'push') return this.#push()
    if (taken.what === 'away') this.#failing += taken.reads
    else if (taken.what === 'wait') await new Promise((resolve) => setTimeout(resolve, 2))
    else if (taken.what === 'ring') void this.#processes[taken.process]?.ring(this.#user)
    else if (taken.what === 'close') this.#close(taken.tab)
    else this.#open(taken.tab, taken.process)
  }

  /** Everybody comes, and everything is told. */
  async settle(): Promise<void> {
    for (const tab of [0, 1, 2]) if (!this.#lines.has(tab)) this.#open(tab, tab % 2)
    await this.#push()
    const endMs = Date.now() + 15_000
    const isTold = () => this.heard.every((heard) => heard.includes(this.pushed.at(-1) ?? ''))
    while (!isTold() && Date.now() < endMs) {
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.close()))
  }

  get #user() {
    return { tenantId: 'acme', userId: this.userId }
  }

  async #push(): Promise<void> {
    const messageId = `${this.userId}-${this.pushed.length}`
    const nowMs = Date.now()
    await this.#store.append({
      tenantId: 'acme',
      event: 'notification',
      message: messageId,
      requireAck: false,
      sentAtMs: nowMs,
      expiresAtMs: nowMs + 60_000,
      keepUntilMs: nowMs + 60_000,
      to: [{ userId: this.userId, messageId, connections: 0 }],
    })
    this.pushed.push(messageId)
    for (const process of this.#processes) void process.ring(this.#user)
  }

  /** A tab has one socket; its next one comes when the last is closed. */
  #open(tab: number, process: number): void {
    this.#close(tab)
    this.#lineNumber += 1
    const close = this.#processes[process]?.open({
      ...this.#user,
      tab: `tab-${tab}`,
      line: `${this.userId}-line-${this.#lineNumber}`,
      signIn: `${this.userId}-sign-in-${tab}`,
      say: ({ messageId }) => this.heard[tab]?.push(messageId),
    })
    if (close) this.#lines.set(tab, close)
  }

  #close(tab: number): void {
    this.#lines.get(tab)?.()
    this.#lines.delete(tab)
  }

  /** Reading fails now and then; what was said is always written down. */
  #sometimesAway(queue: PushQueueStore): PushQueueStore {
    const away = async () => {
      if (this.#failing === 0) return
      this.#failing -= 1
      throw new Error('away')
    }
    return {
      ...queue,
      waitingUsers: (users) => away().then(() => queue.waitingUsers(users)),
      claim: (line) => away().then(() => queue.claim(line)),
      after: (...reading) => away().then(() => queue.after(...reading)),
    }
  }
}
