import type { Logger } from 'pino'
import type { OnlineUsersStore } from './onlineUsersStore'
import type { MinuteTally, PresenceRecordStore, TenantMinute } from './presenceRecordStore'

const MINUTE_MS = 60_000
/** A tenant that nobody was seen in for so long is counted no more. */
const KNOWN_MS = 86_400_000

interface MinutesParts {
  presence: Pick<OnlineUsersStore, 'count'>
  store: Pick<PresenceRecordStore, 'recordMinutes'>
  now: () => number
  log: Logger
}

/**
 * Counts who is online in the tenants that this node knows of, several times a minute: somebody
 * had a connection here, or somebody asked. Everybody counts for all nodes, and the highest stays,
 * so nodes agree without talking. A count that fails is a gap, and nobody online is a 0.
 */
export class PresenceMinutes {
  readonly #knownAtMs = new Map<string, number>()
  readonly #told = new Map<string, MinuteTally>()

  constructor(private readonly parts: MinutesParts) {}

  notice(tenantId: string): void {
    this.#knownAtMs.set(tenantId, this.parts.now())
  }

  /** Those given, or all that are known. */
  async count(only?: readonly string[]): Promise<void> {
    this.#forget()
    const atMs = Math.floor(this.parts.now() / MINUTE_MS) * MINUTE_MS
    const tenantIds = only ?? [...this.#knownAtMs.keys()]
    const counted = await Promise.all(tenantIds.map((tenantId) => this.#tally(tenantId, atMs)))
    const news = counted.flatMap((minute) => (minute && this.#isNews(minute) ? [minute] : []))
    if (news.length === 0) return
    await this.parts.store.recordMinutes(news)
    for (const minute of news) this.#told.set(minute.tenantId, minute)
  }

  async #tally(tenantId: string, atMs: number): Promise<TenantMinute | undefined> {
    try {
      const { presence } = this.parts
      const counts = [presence.count(tenantId), presence.count(tenantId, { usersOnly: true })]
      const [everybody = 0, users = 0] = await Promise.all(counts)
      return { tenantId, atMs, users, visitors: Math.max(0, everybody - users) }
    } catch (error) {
      this.parts.log.warn({ err: error, tenantId }, 'who is online could not be counted')
      return undefined
    }
  }

  #isNews(minute: TenantMinute): boolean {
    const told = this.#told.get(minute.tenantId)
    return told?.atMs !== minute.atMs || exceeds(minute, told)
  }

  #forget(): void {
    for (const [tenantId, knownAtMs] of this.#knownAtMs) {
      if (this.parts.now() - knownAtMs < KNOWN_MS) continue
      this.#knownAtMs.delete(tenantId)
      this.#told.delete(tenantId)
    }
  }
}

function exceeds(one: MinuteTally, other: MinuteTally): boolean {
  return one.visitors > other.visitors || one.users > other.users
}
