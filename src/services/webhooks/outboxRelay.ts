import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { JobStream } from './jobStream'
import type { OutboxStore } from './outboxStore'

/** Messages that come close together go together. */
const COLLECT_MS = 20
/** Finds what other processes have left, and what a stream has lost. */
const LOOK_EVERY_MS = 1000
const TIDY_EVERY_MS = 60_000
const LEASE_MS = 10_000
const BATCH = 500
/** Relayed jobs are kept so long for a stream that loses them. */
const KEPT_MS = 24 * 3_600_000

export interface RelayParts {
  store: OutboxStore
  stream: JobStream
  log: Logger
  now?: () => number
}

/**
 * Brings jobs from the outbox to the stream, at least once and in their order. Between adding and
 * noting that it was added, a process may end: then the next adds them again. `messageId` tells.
 */
export class OutboxRelay {
  readonly #holder = randomUUID()
  readonly #timers: NodeJS.Timeout[]
  #collecting: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #isAway = false
  /** The stream's last batch as it was; the first look is at whether it has lost any. */
  #seen = Number.POSITIVE_INFINITY

  constructor(private readonly parts: RelayParts) {
    this.#timers = [
      setInterval(() => void this.drain(), LOOK_EVERY_MS),
      setInterval(() => void this.#guarded(() => this.#tidy()), TIDY_EVERY_MS),
    ]
    for (const timer of this.#timers) timer.unref()
  }

  /** A job was written: it is relayed soon. */
  wake(): void {
    this.#collecting ??= setTimeout(() => {
      this.#collecting = undefined
      void this.drain()
    }, COLLECT_MS).unref()
  }

  /** Relays what waits; never rejects. Whoever asks meanwhile waits for the round under way. */
  drain(): Promise<void> {
    this.#running ??= this.#guarded(() => this.#round()).finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Relays what was written before. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    clearTimeout(this.#collecting)
    await this.#running
    await this.drain()
  }

  async #round(): Promise<void> {
    const { store, stream } = this.parts
    if (!(await this.#isNeeded())) return
    const leased = await this.#lease()
    if (leased === undefined) return
    try {
      let batch: number | undefined = await this.#goOnFrom(leased, await stream.last())
      // As long as there are more.
      while (batch !== undefined) batch = await this.#relay(batch)
    } finally {
      await store.release(this.#holder)
    }
  }

  #lease(): Promise<number | undefined> {
    return this.parts.store.lease(this.#holder, LEASE_MS)
  }

  /** Looking writes nothing: most looks find nothing to do. */
  async #isNeeded(): Promise<boolean> {
    const { store, stream } = this.parts
    const has = (await stream.last()) ?? 0
    const isFresh = has >= this.#seen
    this.#seen = has
    return !isFresh || (await store.waiting(1)).length > 0
  }

  /**
   * Relays what waits as the batch behind this one. Answers where to go on from; nothing where no
   * more waits, or somebody else relays by now.
   */
  async #relay(batch: number): Promise<number | undefined> {
    const { store, stream } = this.parts
    const jobs = await store.waiting(BATCH)
    if (jobs.length === 0) return undefined
    const has = await stream.add(batch + 1, jobs)
    if (has !== batch + 1) return this.#goOnFrom(batch, has)
    this.#seen = has
    const ids = jobs.map(({ id }) => id)
    const isNoted = await store.relayed(this.#holder, ids, has)
    return isNoted && jobs.length === BATCH ? this.#lease() : undefined
  }

  /** What a stream has lost waits again, and is counted on from what it still has. */
  async #goOnFrom(batch: number, has: number | undefined): Promise<number | undefined> {
    if (has === undefined || has >= batch) return batch
    const jobs = await this.parts.store.again(this.#holder, has)
    this.parts.log.warn({ jobs }, 'the job stream has lost jobs: they are relayed again')
    return this.#lease()
  }

  async #tidy(): Promise<void> {
    const { store, stream, now = Date.now } = this.parts
    if ((await this.#lease()) === undefined) return
    try {
      await store.forget(now() - KEPT_MS)
      await stream.trim()
    } finally {
      await store.release(this.#holder)
    }
  }

  /** What is away is said once, until it is back. */
  async #guarded(run: () => Promise<void>): Promise<void> {
    try {
      await run()
      this.#isAway = false
    } catch (error) {
      if (!this.#isAway) this.parts.log.warn({ err: error }, 'jobs wait: they are not relayed')
      this.#isAway = true
    }
  }
}
