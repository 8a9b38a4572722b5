import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { entryOf, KEPT_MS, messageOf, type RelayEntry, relayStream } from './redisRelayEntry'
import type { RelayListener } from './roomRelay'

const BLOCK_MS = 4000
const ENTRIES_AT_ONCE = 200
const RETRY_MS = 100
/** Processes come and go; the ones heard last are remembered. */
const MOST_WRITERS = 1000

type Entry = [id: string, fields: string[]]

interface ReaderParts {
  ownId: string
  reader: Redis
  log: Logger
  now?: (() => number) | undefined
}

/** Follows the stream from where it ends now. */
export class RelayReader {
  /** writer → number of its next message */
  readonly #expected = new Map<string, number>()
  #readAtMs = 0
  #closed = false

  constructor(private readonly parts: ReaderParts) {}

  async run(listener: RelayListener): Promise<void> {
    let seen = await this.#end()
    this.#readAtMs = this.#now()
    while (!this.#closed) {
      const entries = await this.#next(seen)
      if (entries) this.#noteReading(listener)
      else seen = earlier(seen, await this.#end())
      for (const [id, fields] of entries ?? []) {
        this.#hear(entryOf(fields), listener)
        seen = id
      }
    }
  }

  close(): void {
    this.#closed = true
    this.parts.reader.disconnect()
  }

  /** Undefined when Redis was away. */
  async #next(seen: string): Promise<Entry[] | undefined> {
    try {
      const place = ['STREAMS', relayStream, seen] as const
      const read = await this.parts.reader.xread(
        'COUNT',
        ENTRIES_AT_ONCE,
        'BLOCK',
        BLOCK_MS,
        ...place,
      )
      return read?.[0]?.[1] ?? []
    } catch {
      return undefined
    }
  }

  /** The last entry there is; asks until Redis answers. */
  async #end(): Promise<string> {
    while (!this.#closed) {
      try {
        const last = await this.parts.reader.xrevrange(relayStream, '+', '-', 'COUNT', 1)
        return last[0]?.[0] ?? '0-0'
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
    return '0-0'
  }

  /** Who was away for longer than entries are kept sees no hole where nothing is left. */
  #noteReading(listener: RelayListener): void {
    const awayMs = this.#now() - this.#readAtMs
    this.#readAtMs += awayMs
    if (awayMs < KEPT_MS) return
    this.#expected.clear()
    this.parts.log.warn({ awayMs }, 'room messages of other processes may be lost')
    listener.missed()
  }

  #now(): number {
    return this.parts.now?.() ?? Date.now()
  }

  #hear(entry: RelayEntry, listener: RelayListener): void {
    const { from, first, messages } = entry
    if (from === this.parts.ownId) return
    const next = first + messages.length / 2
    const expected = this.#expected.get(from) ?? first
    this.#remember(from, Math.max(next, expected))
    if (first > expected) this.#missed(from, first - expected, listener)
    for (let number = Math.max(first, expected); number < next; number += 1) {
      this.#tell(entry, number, listener)
    }
  }

  #tell(entry: RelayEntry, number: number, listener: RelayListener): void {
    try {
      listener.message(messageOf(entry, number))
    } catch (error) {
      this.parts.log.error({ err: error }, 'a relayed room message could not be taken')
    }
  }

  #missed(from: string, messages: number, listener: RelayListener): void {
    this.parts.log.warn({ from, messages }, 'room messages of another process were lost')
    listener.missed()
  }

  #remember(writer: string, next: number): void {
    this.#expected.delete(writer)
    this.#expected.set(writer, next)
    const [oldest] = this.#expected.keys()
    if (this.#expected.size > MOST_WRITERS && oldest) this.#expected.delete(oldest)
  }
}

/** A stream that ends before what was seen began anew: all of it is news. */
function earlier(seen: string, end: string): string {
  const [seenMs = 0, seenNumber = 0] = seen.split('-').map(Number)
  const [endMs = 0, endNumber = 0] = end.split('-').map(Number)
  const isBehind = endMs < seenMs || (endMs === seenMs && endNumber < seenNumber)
  return isBehind ? '0-0' : seen
}
