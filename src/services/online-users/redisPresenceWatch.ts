import type { Redis } from 'ioredis'
import type { ChangeListener, StoredChange } from './onlineUsersStore'
import { logKey } from './redisPresenceKeys'
import type { RedisPresenceLog, Seen } from './redisPresenceLog'
import { reached } from './redisPresenceScripts'

/** After a reading that failed. */
const READ_AGAIN_MS = 250

interface WatchParts {
  client: Redis
  /** A connection of its own: one that is subscribed can do nothing else. */
  subscriber: Redis
  log: RedisPresenceLog
}

interface Watch {
  readonly tenantId: string
  readonly listener: ChangeListener
  seen: Seen | undefined
  reading: boolean
  rung: boolean
  stopped: boolean
}

/**
 * Changes are read from the log; what is published is only a doorbell. A doorbell may be lost while
 * a connection is away, come twice or come from another database of the same server (channels
 * know none), and still every change is heard once and in order. A blocking read instead would
 * have to be interrupted for each tenant that is added, and could not span cluster slots.
 */
export class RedisPresenceWatch {
  readonly #watches = new Map<string, Set<Watch>>()

  constructor(private readonly parts: WatchParts) {
    const { client, subscriber } = parts
    subscriber.on('message', (channel: string) => this.#ring(channel))
    subscriber.on('ready', () => void this.#resume())
    client.on('ready', () => this.#ringAll())
  }

  async begin(tenantId: string, listener: ChangeListener): Promise<() => Promise<void>> {
    const watch: Watch = {
      tenantId,
      listener,
      seen: undefined,
      reading: false,
      rung: false,
      stopped: false,
    }
    try {
      await this.#subscribe(watch)
      watch.seen = await this.parts.log.end(tenantId)
    } catch (error) {
      await this.#end(watch)
      throw error
    }
    if (watch.rung) void this.#catchUp(watch)
    return () => this.#end(watch)
  }

  async #subscribe(watch: Watch): Promise<void> {
    const channel = logKey(watch.tenantId)
    const watches = this.#watches.get(channel) ?? new Set()
    this.#watches.set(channel, watches.add(watch))
    await reached(this.parts.subscriber.subscribe(channel))
  }

  /** A subscription that cannot be ended now ends with its connection. */
  async #end(watch: Watch): Promise<void> {
    watch.stopped = true
    const channel = logKey(watch.tenantId)
    const watches = this.#watches.get(channel)
    if (!watches?.delete(watch) || watches.size > 0) return
    this.#watches.delete(channel)
    await this.parts.subscriber.unsubscribe(channel).catch(() => undefined)
  }

  #ring(channel: string): void {
    for (const watch of this.#watches.get(channel) ?? []) void this.#catchUp(watch)
  }

  #ringAll(): void {
    for (const channel of this.#watches.keys()) this.#ring(channel)
  }

  /** Subscribed first, then read: in between nothing can be missed. */
  async #resume(): Promise<void> {
    const channels = [...this.#watches.keys()]
    if (channels.length === 0) return
    try {
      await this.parts.subscriber.subscribe(...channels)
      this.#ringAll()
    } catch {
      // Gone again; the next time it is ready we are here again.
    }
  }

  /** One reading at a time; who rings meanwhile is answered by one more. */
  async #catchUp(watch: Watch): Promise<void> {
    watch.rung = true
    if (watch.reading || watch.stopped || !watch.seen) return
    watch.reading = true
    try {
      while (watch.rung && !watch.stopped) {
        watch.rung = false
        tell(watch, await this.parts.log.sinceOrAll(watch.tenantId, watch.seen))
      }
    } catch {
      // Nobody may ring again: who rang while this reading failed has been heard.
      setTimeout(() => void this.#catchUp(watch), READ_AGAIN_MS).unref()
    } finally {
      watch.reading = false
    }
  }
}

function tell(watch: Watch, changes: readonly StoredChange[]): void {
  for (const change of changes) {
    if (watch.stopped) return
    const { epoch, version } = change
    if (epoch === watch.seen?.epoch && version <= watch.seen.after) continue
    watch.seen = { epoch, after: version }
    watch.listener(change)
  }
}
