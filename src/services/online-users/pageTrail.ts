import type { Logger } from 'pino'
import type { LocalConnection } from './localConnection'
import type { PageStep, PersonKey, PresenceRecordStore } from './presenceRecordStore'
import type { Timers } from './timers'

/** Steps wait this long for others. */
const COLLECT_MS = 1000
/** One statement; the embedded database holds up everything else for some 10 ms with it. */
const BATCH = 50
/** Between batches, while there are many: a storm of joins shall not wait for its trail. */
const PAUSE_MS = 40
const TRIM_BATCH = 200
/** More than this would be a database that is away; the trail has a gap then. */
const MAX_WAITING = 20_000
/** A connection that changes its page more often in a minute is followed at its next report. */
const STEPS_PER_MINUTE = 20
const MINUTE_MS = 60_000
export const PAGES_KEPT = 200

/** Told where each connection of this node is. */
export interface PageFollower {
  follow(connection: LocalConnection): void
  leave(connection: LocalConnection): void
}

interface TrailParts {
  store: Pick<PresenceRecordStore, 'recordSteps' | 'trim'>
  timers: Timers
  now: () => number
  log: Logger
}

interface Followed {
  url: string
  title: string | undefined
  minute: number
  steps: number
}

/**
 * Writes down the pages of people, in batches off the path of presence. Failures are only logged:
 * presence goes on, and the trail has a gap.
 */
export class PageTrail implements PageFollower {
  readonly #followed = new Map<string, Followed>()
  readonly #written = new Map<string, PersonKey>()
  #waiting: PageStep[] = []
  #writing: Promise<void> | undefined
  #hurried = false
  #goOn = () => {}

  constructor(private readonly parts: TrailParts) {}

  follow(connection: LocalConnection): void {
    const { url, title } = connection.data
    const known = this.#followed.get(connection.id)
    const isSame = known ? known.url === url && known.title === title : url === ''
    if (isSame) return
    const minute = Math.floor(this.parts.now() / MINUTE_MS)
    const steps = known?.minute === minute ? known.steps : 0
    if (steps >= STEPS_PER_MINUTE) return
    this.#followed.set(connection.id, { url, title, minute, steps: steps + 1 })
    this.#note(connection, url === '' ? {} : { url, ...(title && { title }) })
  }

  leave(connection: LocalConnection): void {
    if (this.#followed.delete(connection.id)) this.#note(connection, {})
  }

  /** Writes what waits; resolves when everything begun is written. */
  async flush(): Promise<void> {
    this.#hurried = true
    this.#goOn()
    await this.#writing
    this.#hurried = false
  }

  /** Forgets all but the newest pages of those who went on since the last time. */
  async trim(): Promise<void> {
    const people = [...this.#written.values()]
    this.#written.clear()
    for (let at = 0; at < people.length; at += TRIM_BATCH) {
      await this.parts.store.trim(people.slice(at, at + TRIM_BATCH), PAGES_KEPT)
    }
  }

  #note(
    { id, tenantId, userId, tab = '', data }: LocalConnection,
    page: Pick<PageStep, 'url' | 'title'>,
  ) {
    if (this.#waiting.length >= MAX_WAITING) return
    const atMs = this.parts.now()
    const { kind = 'visitor' } = data
    this.#waiting.push({ tenantId, userId, kind, connectionId: id, tab, ...page, atMs })
    this.#writing ??= this.#writeAll()
  }

  async #writeAll(): Promise<void> {
    await this.#pause(COLLECT_MS)
    while (this.#waiting.length > 0) {
      await this.#write(this.#waiting.splice(0, BATCH))
      if (this.#waiting.length > 0) await this.#pause(PAUSE_MS)
    }
    this.#writing = undefined
  }

  /** Ends early for those who ask for what is written. */
  #pause(ms: number): Promise<void> | void {
    if (this.#hurried) return
    return new Promise((resolve) => {
      const cancel = this.parts.timers.after(ms, resolve)
      this.#goOn = () => {
        cancel()
        resolve()
      }
    })
  }

  async #write(steps: PageStep[]): Promise<void> {
    for (const { tenantId, userId } of steps) {
      if (this.#written.size === MAX_WAITING) break
      this.#written.set(`${tenantId} ${userId}`, { tenantId, userId })
    }
    try {
      await this.parts.store.recordSteps(steps.sort(byPerson))
    } catch (error) {
      this.parts.log.warn({ err: error, steps: steps.length }, 'pages were not recorded')
    }
  }
}

/** Every process writes people in the same order; each one's steps keep theirs. */
function byPerson(one: PageStep, other: PageStep): number {
  return order(one.tenantId, other.tenantId) || order(one.userId, other.userId)
}

function order(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
