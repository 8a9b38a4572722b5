import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { JobConsumer, ReadJob } from './jobStream'

/** Parley's own group of readers, one of however many. */
export const OWN_GROUP = 'parley-webhooks'
const LOOK_EVERY_MS = 250
const TOGETHER = 100
/** A process that took jobs and has said nothing for so long has ended; another takes them. */
const ABANDONED_MS = 30_000

type Entry = [id: string, fields: string[] | null]

/** Reads the stream as one of a group, again and again: it waits on no connection. */
export class RedisJobReader {
  readonly #name = randomUUID()
  readonly #timer: NodeJS.Timeout
  #reading: Promise<void> | undefined
  #isClosed = false

  constructor(
    private readonly client: Redis,
    private readonly stream: string,
    private readonly consumer: JobConsumer,
  ) {
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS).unref()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#timer)
    await this.#reading
    // Jobs that it took and could not pass on stay with its name, which therefore stays.
  }

  #look(): Promise<void> {
    this.#reading ??= this.#round()
      .catch((error: Error) => this.#begun(error))
      .finally(() => {
        this.#reading = undefined
      })
    return this.#reading
  }

  async #round(): Promise<void> {
    while (!this.#isClosed && (await this.#took(await this.#abandoned()))) {
      // As long as there are more.
    }
    while (!this.#isClosed && (await this.#took(await this.#fresh()))) {
      // As long as there are more.
    }
  }

  /** Without a group, as at the first start and in a Redis that came back empty, it is made. */
  async #begun(error: Error): Promise<void> {
    if (!error.message.startsWith('NOGROUP')) return
    await this.client.xgroup('CREATE', this.stream, OWN_GROUP, '0', 'MKSTREAM').catch(() => {})
  }

  async #abandoned(): Promise<Entry[]> {
    const [, entries] = (await this.client.xautoclaim(
      this.stream,
      OWN_GROUP,
      this.#name,
      ABANDONED_MS,
      '0',
      'COUNT',
      TOGETHER,
    )) as [string, Entry[]]
    return entries
  }

  async #fresh(): Promise<Entry[]> {
    const from = ['GROUP', OWN_GROUP, this.#name, 'COUNT', TOGETHER, 'STREAMS'] as const
    const read = (await this.client.xreadgroup(...from, this.stream, '>')) as
      | [string, Entry[]][]
      | null
    return read?.[0]?.[1] ?? []
  }

  /** False where there was nothing to take. */
  async #took(entries: Entry[]): Promise<boolean> {
    if (entries.length === 0) return false
    await this.consumer(entries.flatMap(([, fields]) => (fields ? [jobOf(fields)] : [])))
    await this.client.xack(this.stream, OWN_GROUP, ...entries.map(([id]) => id))
    return true
  }
}

function jobOf(fields: string[]): ReadJob {
  const field = (name: string) => fields[fields.indexOf(name) + 1] ?? ''
  return { jobType: field('job_type'), payload: field('payload') }
}
