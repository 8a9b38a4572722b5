import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { HeardWriters } from './redisHeardWriters'
import { ENDS, entryOf, KEPT_MS, messageOf, type RelayEntry, relayStream } from './redisRelayEntry'
import type { RelayListener, SilentProcess } from './roomRelay'

const BLOCK_MS = 4000
const ENTRIES_AT_ONCE = 200
const RETRY_MS = 100
/** Who fell silent is not looked for with every entry. */
const LOOKS_PER_LEASE = 10

type Entry = [id: string, fields: string[]]

interface ReaderParts {
  ownId: string
  reader: Redis
  log: Logger
  now?: (() => number) | undefined
  /** Who is not heard for so long is silent. */
  leaseMs: number
  /** Looks after a silent process; false when it is to be asked again. */
  settle(process: SilentProcess): Promise<boolean>
}

/** Follows the stream from where it ends now. */
export class RelayReader {
  readonly #writers: HeardWriters
  #readAtMs = 0
  #lookAtMs = 0
  #closed = false

  constructor(private readonly parts: ReaderParts) {
    this.#writers = new HeardWriters(parts.ownId)
  }

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
      if (entries && entries.length < ENTRIES_AT_ONCE) this.#lookForSilence()
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
        Math.min(BLOCK_MS, Math.ceil(this.parts.leaseMs / 3)),
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
    if (awayMs > this.parts.leaseMs / 2) this.#writers.forgive(this.#readAtMs)
    if (awayMs < KEPT_MS) return
    this.#writers.forget()
    this.parts.log.warn({ awayMs }, 'room messages of other processes may be lost')
    listener.missed()
  }

  #now(): number {
    return this.parts.now?.() ?? Date.now()
  }

  #hear(entry: RelayEntry, listener: RelayListener): void {
    if (entry.first === ENDS) this.#writers.ended(entry.from)
    else this.#hearMessages(entry, listener)
  }

  #hearMessages(entry: RelayEntry, listener: RelayListener): void {
    const { from, to, lost } = this.#writers.hear(entry, this.#now())
    if (entry.from === this.parts.ownId) return
    if (lost > 0) this.#missed(entry.from, lost, listener)
    for (let number = from; number < to; number += 1) this.#tell(entry, number, listener)
  }

  #lookForSilence(): void {
    const { leaseMs } = this.parts
    const nowMs = this.#now()
    if (nowMs < this.#lookAtMs) return
    this.#lookAtMs = nowMs + leaseMs / LOOKS_PER_LEASE
    for (const process of this.#writers.silent(nowMs, leaseMs)) {
      void this.parts.settle(process).then((isSettled) => {
        if (isSettled) this.#writers.settled(process.id)
      })
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
}

/** A stream that ends before what was seen began anew: all of it is news. */
function earlier(seen: string, end: string): string {
  const [seenMs = 0, seenNumber = 0] = seen.split('-').map(Number)
  const [endMs = 0, endNumber = 0] = end.split('-').map(Number)
  const isBehind = endMs < seenMs || (endMs === seenMs && endNumber < seenNumber)
  return isBehind ? '0-0' : seen
}
