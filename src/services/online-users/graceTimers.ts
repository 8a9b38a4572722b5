import type { Logger } from 'pino'
import type { OnlineUsersStore, WentOffline } from './onlineUsersStore'
import type { Timers } from './timers'

/** Graces that end within this time of each other end together. */
const SHORTEST_MS = 50

interface GraceTimerParts {
  store: Pick<OnlineUsersStore, 'expire'>
  timers: Timers
  now: () => number
  log: Logger
  onOffline(offline: readonly WentOffline[]): void
}

interface Armed {
  dueMs: number
  cancel(): void
}

/** One timer per tenant in which somebody is in grace, set to the first that ends. */
export class GraceTimers {
  readonly #armed = new Map<string, Armed>()
  #closed = false

  constructor(private readonly parts: GraceTimerParts) {}

  arm(tenantId: string, inMs: number): void {
    const dueMs = this.parts.now() + Math.max(inMs, SHORTEST_MS)
    const armed = this.#armed.get(tenantId)
    if (this.#closed || (armed && armed.dueMs <= dueMs)) return
    armed?.cancel()
    const cancel = this.parts.timers.after(dueMs - this.parts.now(), () => {
      this.#armed.delete(tenantId)
      void this.#expire(tenantId)
    })
    this.#armed.set(tenantId, { dueMs, cancel })
  }

  close(): void {
    this.#closed = true
    for (const { cancel } of this.#armed.values()) cancel()
    this.#armed.clear()
  }

  /** A failed one is made up for by the sweep. */
  async #expire(tenantId: string): Promise<void> {
    try {
      const { offline, nextInMs } = await this.parts.store.expire(tenantId)
      this.parts.onOffline(offline)
      if (nextInMs !== undefined) this.arm(tenantId, nextInMs)
    } catch (error) {
      this.parts.log.warn({ err: error, tenantId }, 'graces could not be ended')
    }
  }
}
