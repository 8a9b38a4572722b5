import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { JobStream } from './jobStream'
import { OutboxRelay } from './outboxRelay'
import type { Job, OutboxStore } from './outboxStore'

export interface OutboxUnderTest {
  store: OutboxStore
  /** Writes a visitor's messages; answers their ids. */
  write(texts: readonly string[]): Promise<string[]>
  /** Nothing waits, nobody relays, no batch was. */
  clear(): Promise<void>
  close(): Promise<void>
}

const log = pino({ level: 'silent' })

/** What relaying owes on every storage, whatever becomes of the processes and of the stream. */
export function outboxContract(open: () => Promise<OutboxUnderTest>): void {
  let outbox: OutboxUnderTest
  let store: OutboxStore
  let stream: FakeStream

  beforeAll(async () => {
    outbox = await open()
    store = outbox.store
  })
  afterAll(() => outbox.close())
  beforeEach(async () => {
    await outbox.clear()
    stream = new FakeStream()
  })
  const relay = () => new OutboxRelay({ store, stream, log })
  const drained = async (relays: readonly OutboxRelay[]) => {
    for (const one of relays) await one.close()
  }

  describe('the outbox', () => {
    test('OB-1 brings each message once and in order to the stream', async () => {
      const ids = await outbox.write(['one', 'two', 'three'])
      await drained([relay()])
      expect(stream.messageIds()).toEqual(ids)
      expect(stream.jobs.map(({ jobType }) => jobType)).toEqual(Array(3).fill('webchat_webhook'))
      expect(await store.waiting(10)).toEqual([])
    })

    test('OB-1 many processes at once still bring each once and in order', async () => {
      const relays = [relay(), relay(), relay()]
      const ids: string[] = []
      for (let nth = 0; nth < 5; nth += 1) {
        ids.push(...(await outbox.write([`a ${nth}`, `b ${nth}`])))
        await Promise.all(relays.map((one) => one.drain()))
      }
      await drained(relays)
      expect(stream.messageIds()).toEqual(ids)
    })

    test('OB-2 a process that ended before it noted what it added: the next adds it again', async () => {
      const ids = await outbox.write(['one', 'two'])
      await stream.add(1, await store.waiting(10))
      await drained([relay()])
      expect(stream.messageIds()).toEqual([...ids, ...ids])
      expect(stream.jobs[2]?.payload).toBe(stream.jobs[0]?.payload)
    })

    test('OB-3 what an emptied stream has lost is brought again, and what an old copy lacks', async () => {
      const first = await outbox.write(['one'])
      const process = relay()
      await process.drain()
      const copy = stream.copy()
      const later = await outbox.write(['two', 'three'])
      await process.drain()
      stream.restore(copy)
      await process.drain()
      expect(stream.messageIds()).toEqual([...first, ...later])
      stream.restore(new FakeStream())
      await process.drain()
      expect(stream.messageIds()).toEqual([...first, ...later])
      const last = await outbox.write(['four'])
      await process.drain()
      expect(stream.messageIds()).toEqual([...first, ...later, ...last])
      await process.close()
    })

    test('OB-4 waits for a stream that is away and loses nothing', async () => {
      const process = relay()
      stream.isAway = true
      const ids = await outbox.write(['one', 'two'])
      await process.drain()
      expect(await store.waiting(10)).toHaveLength(2)
      stream.isAway = false
      await process.drain()
      expect(stream.messageIds()).toEqual(ids)
      await process.close()
    })

    test('OB-5 relayed jobs are removed after their time, others never', async () => {
      await outbox.write(['one'])
      await drained([relay()])
      await outbox.write(['two'])
      await store.forget(Date.now() + 60_000)
      const holder = 'a test'
      await store.lease(holder, 1000)
      expect(await store.again(holder, 0)).toBe(0)
      expect(await store.waiting(10)).toHaveLength(1)
    })

    test('OB-1 the lease is one process’ until it gives it back or is over', async () => {
      expect(await store.lease('ada', 60_000)).toBe(0)
      expect(await store.lease('ben', 60_000)).toBeUndefined()
      expect(await store.relayed('ben', [], 1)).toBe(false)
      expect(await store.lease('ada', -1)).toBe(0)
      expect(await store.lease('ben', 60_000)).toBe(0)
      expect(await store.relayed('ada', [], 1)).toBe(false)
      await store.release('ben')
      expect(await store.lease('ada', 60_000)).toBe(0)
    })
  })
}

/** A stream as Redis keeps it, with what may become of one. */
class FakeStream implements JobStream {
  jobs: Job[] = []
  isAway = false
  #batch = 0

  messageIds(): string[] {
    return this.jobs.map(({ payload }) => (JSON.parse(payload) as { messageId: string }).messageId)
  }

  async add(batch: number, jobs: readonly Job[]): Promise<number> {
    if (this.isAway) throw new Error('away')
    if (this.#batch < batch - 1) return this.#batch
    this.jobs.push(...jobs)
    this.#batch = batch
    return batch
  }

  async last(): Promise<number> {
    if (this.isAway) throw new Error('away')
    return this.#batch
  }

  async trim(): Promise<void> {}

  copy(): FakeStream {
    return Object.assign(new FakeStream(), { jobs: [...this.jobs] }).#at(this.#batch)
  }

  restore(from: FakeStream): void {
    this.jobs = from.jobs
    this.#batch = from.#batch
  }

  #at(batch: number): this {
    this.#batch = batch
    return this
  }
}
