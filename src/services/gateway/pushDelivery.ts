import type { Logger } from 'pino'
import { DeviceTeller, type PushLine, type TellerParts } from './deviceTeller'
import type { UserOfTenant } from './pushQueueStore'

const RETRY_MS = 1000

interface DeliveryParts extends TellerParts {
  log: Logger
  /** How soon a storage that is away is asked again. */
  retryMs?: number
}

/**
 * Brings what waits for a user to the sockets of this process. A ring only says that something
 * waits; what it is, and what a device has already, stands in the storage, so a ring may be lost,
 * repeated or too early. Tenants in which nothing waits cost a connecting socket nothing.
 */
export class PushDelivery {
  readonly #tellers = new Map<string, Set<DeviceTeller>>()
  /** Tenants in which something waits; undefined before that is known. */
  #tenants: Set<string> | undefined
  #arrived: DeviceTeller[] = []
  #looking: Promise<void> | undefined
  #retry: NodeJS.Timeout | undefined
  #isAway = false
  #isClosed = false
  readonly #ending = new Set<Promise<void>>()

  constructor(private readonly parts: DeliveryParts) {}

  /** A socket is there. Answers what to call when it is gone. */
  open(line: PushLine): () => void {
    const teller = new DeviceTeller(this.parts, line)
    const key = keyOf(line)
    const tellers = this.#tellers.get(key) ?? new Set()
    this.#tellers.set(key, tellers.add(teller))
    if (this.#tenants?.has(line.tenantId) ?? true) this.#look([teller])
    return () => {
      tellers.delete(teller)
      if (tellers.size === 0) this.#tellers.delete(key)
      this.#end(teller)
    }
  }

  /** Something waits for the user; resolves when the sockets here have been told. Never rejects. */
  async ring(user: UserOfTenant): Promise<void> {
    this.#tenants?.add(user.tenantId)
    const tellers = [...(this.#tellers.get(keyOf(user)) ?? [])]
    await Promise.all(tellers.map((teller) => this.#tell(teller)))
  }

  /** Looks which tenants have something, in case a ring was lost. */
  async refresh(): Promise<void> {
    const before = this.#tenants
    const tenants = new Set(await this.parts.store.tenants())
    const rung = [...(this.#tenants ?? [])].filter((tenantId) => !before?.has(tenantId))
    this.#tenants = new Set([...tenants, ...rung])
    if (!before) return
    const isNew = ({ tenantId }: PushLine) => tenants.has(tenantId) && !before.has(tenantId)
    this.#look(this.#all().filter(({ line }) => isNew(line)))
  }

  /** Resolves when everything begun is written. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#retry)
    for (const teller of this.#all()) this.#end(teller)
    await this.#looking
    await Promise.all(this.#ending)
  }

  #all(): DeviceTeller[] {
    return [...this.#tellers.values()].flatMap((tellers) => [...tellers])
  }

  #end(teller: DeviceTeller): void {
    const ended = teller.end().catch(() => undefined)
    this.#ending.add(ended)
    void ended.then(() => this.#ending.delete(ended))
  }

  /** Those who arrive together are asked for together. */
  #look(tellers: readonly DeviceTeller[]): void {
    if (this.#isClosed) return
    this.#arrived.push(...tellers)
    this.#looking ??= this.#lookAll().finally(() => {
      this.#looking = undefined
      if (this.#arrived.length > 0 && !this.#retry) this.#look([])
    })
  }

  async #lookAll(): Promise<void> {
    while (this.#arrived.length > 0) {
      const tellers = this.#arrived.splice(0).filter(({ isOver }) => !isOver)
      try {
        const waiting = await this.parts.store.waitingUsers(usersOf(tellers))
        const keys = new Set(waiting.map(keyOf))
        for (const teller of tellers) if (keys.has(keyOf(teller.line))) void this.#tell(teller)
      } catch (error) {
        return this.#later(tellers, error)
      }
    }
  }

  async #tell(teller: DeviceTeller): Promise<void> {
    try {
      await teller.tell()
      this.#isAway = false
    } catch (error) {
      this.#later([teller], error)
    }
  }

  /** The database is away: it is said once, and looked for again. */
  #later(tellers: readonly DeviceTeller[], error: unknown): void {
    if (this.#isClosed) return
    if (!this.#isAway) this.parts.log.warn({ err: error }, 'pushes wait: they cannot be read')
    this.#isAway = true
    this.#arrived.push(...tellers)
    this.#retry ??= setTimeout(() => {
      this.#retry = undefined
      this.#look([])
    }, this.parts.retryMs ?? RETRY_MS).unref()
  }
}

function usersOf(tellers: readonly DeviceTeller[]): UserOfTenant[] {
  return [...new Map(tellers.map(({ line }) => [keyOf(line), line])).values()]
}

/** No tenant has a space in its name. */
function keyOf({ tenantId, userId }: UserOfTenant): string {
  return `${tenantId} ${userId}`
}
