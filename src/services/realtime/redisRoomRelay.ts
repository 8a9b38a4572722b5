import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { ENDS, entryFields, KEPT_MS, relayStream } from './redisRelayEntry'
import { RelayReader } from './redisRelayReader'
import { redisSilence, silenceKey } from './redisSilence'
import type { RoomMessage, RoomRelay, SilenceListener } from './roomRelay'

/** Entries kept for readers that lag, about so many; some seconds at full speed. */
const KEPT_ENTRIES = 10_000
const MESSAGES_PER_ENTRY = 100
/** More than this is not kept for a Redis that is away; who missed it is told so. */
const MOST_WAITING = 20_000
const RETRY_MS = 100
const LEASE_MS = 15_000
const BEATS_PER_LEASE = 3

interface RelayOptions {
  client: Redis
  /** A connection for this relay alone: it waits for what comes. */
  reader: Redis
  log: Logger
  /** Who is not heard for so long is taken for dead; each says three times within that it is there. */
  leaseMs?: number | undefined
  /** For tests. */
  now?: () => number
}

/**
 * The relay as one stream in Redis. Messages of one process are numbered, so an entry that was
 * written twice is heard once, and one that was lost leaves a hole that readers see.
 */
export function redisRoomRelay(options: RelayOptions): RoomRelay {
  const { client, reader, log, now, leaseMs = LEASE_MS } = options
  const id = randomUUID()
  let whenSilent: SilenceListener = async () => undefined
  const settle = redisSilence({ ownId: id, client, log })
  const writer = new RelayWriter(id, client, log)
  const reading = new RelayReader({
    ownId: id,
    reader,
    log,
    now,
    leaseMs,
    settle: (process) => settle(process, whenSilent),
  })
  let beats: NodeJS.Timeout | undefined
  return {
    id,
    sendLater: (message) => writer.sendLater(message),
    listen: (listener) => {
      void writer.beat()
      beats = setInterval(() => void writer.beat(), leaseMs / BEATS_PER_LEASE).unref()
      void reading.run(listener)
    },
    onSilence: (listener) => {
      whenSilent = listener
    },
    close: async () => {
      clearInterval(beats)
      await writer.close()
      reading.close()
    },
  }
}

/** One entry on its way at a time; what comes meanwhile is the next one. */
class RelayWriter {
  #waiting: RoomMessage[] = []
  /** Number of the first waiting message. */
  #first = 1
  #dropped = 0
  #writing: Promise<void> | undefined
  #closed = false

  constructor(
    private readonly id: string,
    private readonly client: Redis,
    private readonly log: Logger,
  ) {
    // Whoever lost the end of what was said learns of it now, not with the next message.
    client.on('ready', () => this.#write())
  }

  sendLater(message: RoomMessage): void {
    if (this.#waiting.length >= MOST_WAITING) {
      this.#dropped += this.#waiting.length
      this.#first += this.#waiting.length
      this.#waiting = []
    }
    this.#waiting.push(message)
    if (!this.#writing) this.#write()
  }

  /** Says that the process is there, how far it is, and that it is not dead, should anybody think so. */
  async beat(): Promise<void> {
    if (this.#closed) return
    await this.#add(this.#first, [])
    await this.client.del(silenceKey(this.id)).catch(() => undefined)
  }

  /** Who had to leave something unsaid does not say that it ends. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#writing
    if (this.#waiting.length === 0) await this.#add(ENDS, [])
  }

  #write(): void {
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined
      if (this.#waiting.length > 0 && !this.#closed) this.#write()
    })
  }

  async #writeAll(): Promise<void> {
    await new Promise(setImmediate)
    do {
      const messages = this.#waiting.slice(0, MESSAGES_PER_ENTRY)
      const first = this.#first
      const isWritten = await this.#add(first, messages)
      if (isWritten && first === this.#first) this.#forget(messages.length)
      if (!isWritten && this.#closed) return
      if (!isWritten) await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    } while (this.#waiting.length > 0)
  }

  #forget(count: number): void {
    this.#first += count
    this.#waiting.splice(0, count)
    if (this.#dropped === 0) return
    this.log.warn({ messages: this.#dropped }, 'room messages were dropped while redis was away')
    this.#dropped = 0
  }

  async #add(first: number, messages: readonly RoomMessage[]): Promise<boolean> {
    const fields = entryFields(this.id, first, messages)
    try {
      await Promise.all([
        this.client.xadd(relayStream, 'MAXLEN', '~', KEPT_ENTRIES, '*', ...fields),
        this.client.pexpire(relayStream, KEPT_MS),
      ])
      return true
    } catch {
      return false
    }
  }
}
