import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { refusal } from '@/lib/errors'
import type { NewMessage, StoredMessage } from './conversationStore'
import { messagePipeline, type PipelineOptions } from './messagePipeline'

const log = pino({ level: 'silent' })

describe('messagePipeline', () => {
  test('DL-5 what arrives while all writers are busy becomes the next batch', async () => {
    const storage = heldStorage()
    const pipeline = promptPipeline({ append: storage.append, writers: 2, log })
    const sends = ['a', 'b', 'c', 'd', 'e'].map((name) => pipeline.send(message(name, name)))
    expect(storage.batches()).toEqual([['a'], ['b']])
    storage.commit(0)
    await sends[0]
    expect(storage.batches()).toEqual([['a'], ['b'], ['c', 'd', 'e']])
    storage.commit(1)
    storage.commit(2)
    expect(await Promise.all(sends)).toHaveLength(5)
  })

  test('DL-5 what arrives in one turn of the loop is one batch', async () => {
    const storage = heldStorage()
    storage.commitAtOnce()
    const pipeline = messagePipeline({ append: storage.append, writers: 2, log })
    await Promise.all(['a', 'b', 'c'].map((name) => pipeline.send(message(name, name))))
    await pipeline.send(message('d', 'd'))
    expect(storage.batches()).toEqual([['a', 'b', 'c'], ['d']])
  })

  test('DL-5 a third batch is in flight only while many messages wait', async () => {
    const storage = heldStorage()
    const pipeline = promptPipeline({ append: storage.append, writers: 4, log })
    const names = Array.from({ length: 33 }, (_, n) => `${n}`)
    const sends = names.map((name) => pipeline.send(message(name, name)))
    expect(storage.batches()).toEqual([['0'], ['1']])
    sends.push(pipeline.send(message('33', '33')))
    expect(storage.batches()[2]).toHaveLength(32)
    storage.commitAtOnce()
    expect(await Promise.all(sends)).toHaveLength(34)
  })

  test('DL-5 a batch has at most 500 messages, the oldest first', async () => {
    const storage = heldStorage()
    const pipeline = promptPipeline({ append: storage.append, writers: 1, log })
    const first = pipeline.send(message('first', 'ada'))
    const sends = Array.from({ length: 700 }, (_, n) => pipeline.send(message(`${n}`, `c${n % 3}`)))
    storage.commit(0)
    await first
    expect(storage.batches()[1]).toHaveLength(500)
    storage.commit(1)
    await sends[0]
    expect(storage.batches()[2]).toHaveLength(200)
    storage.commit(2)
    await Promise.all(sends)
  })

  test('DL-6 a conversation is in one batch at a time and its messages keep their order', async () => {
    const storage = heldStorage()
    const pipeline = promptPipeline({ append: storage.append, writers: 4, log })
    const sends = [
      pipeline.send(message('1', 'ada')),
      pipeline.send(message('2', 'ada')),
      pipeline.send(message('other', 'ben')),
      pipeline.send(message('3', 'ada')),
    ]
    expect(storage.batches()).toEqual([['1'], ['other']])
    storage.commit(1)
    await sends[2]
    expect(storage.batches()).toHaveLength(2)
    storage.commit(0)
    await sends[0]
    expect(storage.batches()[2]).toEqual(['2', '3'])
    storage.commit(2)
    await Promise.all(sends)
  })

  test('DL-4 senders are answered in the order of seq, though batches commit in any order', async () => {
    const storage = heldStorage()
    const pipeline = promptPipeline({ append: storage.append, writers: 4, log, maxBatch: 2 })
    const answered: string[] = []
    const sends = Array.from({ length: 12 }, (_, n) => {
      const conversation = n % 2 ? 'ada' : 'ben'
      const send = pipeline.send(message(`${n}`, conversation))
      return send.then(({ message: { seq } }) => answered.push(`${conversation} ${seq}`))
    })
    const all = Promise.all(sends)
    await storage.commitAllBackwards(all)
    for (const conversation of ['ada', 'ben']) {
      const seqs = answered.filter((line) => line.startsWith(conversation))
      expect(seqs).toEqual([1, 2, 3, 4, 5, 6].map((seq) => `${conversation} ${seq}`))
    }
  })

  test('DL-3 nobody is answered before the commit', async () => {
    const storage = heldStorage()
    const pipeline = promptPipeline({ append: storage.append, writers: 1, log })
    let answered = false
    const send = pipeline.send(message('1', 'ada')).then(() => {
      answered = true
    })
    await turn()
    expect(answered).toBe(false)
    storage.commit(0)
    await send
    expect(answered).toBe(true)
  })

  test('DL-7 a bad message fails alone and its neighbours are stored', async () => {
    const storage = heldStorage({ poisoned: 'bad' })
    const pipeline = promptPipeline({ append: storage.append, writers: 1, log })
    storage.commitAtOnce()
    const sends = ['good', 'bad', 'fine', 'well'].map((text) => pipeline.send(message(text, 'ada')))
    const results = await Promise.allSettled(sends)
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    expect(results[1]).toMatchObject({ reason: { code: 'INTERNAL' } })
    expect(storage.texts()).toEqual(['good', 'fine', 'well'])
    await expect(pipeline.send(message('later', 'ada'))).resolves.toMatchObject({
      message: { seq: 4 },
    })
  })

  test('PM-4 a message that storage does not let in is CONVERSATION_NOT_FOUND', async () => {
    const pipeline = promptPipeline({ append: async () => [undefined], writers: 1, log })
    await expect(pipeline.send(message('1', 'ada'))).rejects.toMatchObject({
      code: 'CONVERSATION_NOT_FOUND',
    })
  })

  test('DL-8 when storage is away every message of the batch is UNAVAILABLE, tried once', async () => {
    const storage = heldStorage()
    const pipeline = promptPipeline({ append: storage.append, writers: 1, log })
    const first = pipeline.send(message('first', 'ben'))
    const sends = ['1', '2', '3'].map((text) => pipeline.send(message(text, 'ada')))
    storage.commit(0)
    await first
    storage.fail(1, refusal('UNAVAILABLE'))
    for (const send of sends) await expect(send).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(storage.batches()).toHaveLength(2)
  })

  test('DL-8 when storage goes away between single tries the rest is not tried', async () => {
    const tried: number[] = []
    const answers = [new Error('bad row'), refusal('UNAVAILABLE')]
    const append = async (messages: readonly NewMessage[]) => {
      tried.push(messages.length)
      throw answers.shift() ?? new Error('asked too often')
    }
    const pipeline = promptPipeline({ append: afterTurn(append), writers: 1, log, maxBatch: 3 })
    const warmUp = pipeline.send(message('0', 'ben'))
    answers.unshift(refusal('UNAVAILABLE'))
    const sends = ['1', '2', '3'].map((text) => pipeline.send(message(text, 'ada')))
    await expect(warmUp).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    for (const send of sends) await expect(send).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(tried).toEqual([1, 3, 1])
  })

  test('DL-8 the repeat that finds what was unsure is its first success, the next is not', async () => {
    const storage = heldStorage()
    const pipeline = promptPipeline({ append: storage.append, writers: 1, log })
    const lost = pipeline.send({ ...message('hello', 'ada'), id: 'm_lost' })
    storage.fail(0, refusal('UNAVAILABLE'))
    await expect(lost).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    storage.answerAll({ ...stored(message('hello', 'ada'), 1, 'm_lost'), duplicate: true })
    const repeat = () => pipeline.send(message('hello', 'ada'))
    expect(await repeat()).toMatchObject({ duplicate: false, message: { id: 'm_lost' } })
    expect(await repeat()).toMatchObject({ duplicate: true, message: { id: 'm_lost' } })
  })

  test('DL-12 a process tells a message once, and a repeat of what another one stored too', async () => {
    const storage = heldStorage()
    const pipeline = promptPipeline({ append: storage.append, writers: 1, log })
    const send = () => pipeline.send(message('hello', 'ada'))
    storage.answerAll({ ...stored(message('hello', 'ada'), 1, 'm_1'), duplicate: true })
    expect(await send()).toMatchObject({ duplicate: true, isNews: true })
    expect(await send()).toMatchObject({ duplicate: true, isNews: false })
    storage.answerAll(stored(message('hello', 'ada'), 2, 'm_2'))
    expect(await send()).toMatchObject({ duplicate: false, isNews: true })
  })

  test('DL-9 close waits for everything that was accepted and refuses what comes after', async () => {
    const storage = heldStorage()
    const pipeline = promptPipeline({ append: storage.append, writers: 1, log })
    const sends = ['1', '2', '3'].map((text) => pipeline.send(message(text, 'ada')))
    let closed = false
    const closing = pipeline.close().then(() => {
      closed = true
    })
    await expect(pipeline.send(message('4', 'ada'))).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    storage.commit(0)
    await sends[0]
    await turn()
    expect(closed).toBe(false)
    storage.commit(1)
    await closing
    expect(await Promise.all(sends)).toHaveLength(3)
  })

  test('DL-10 more waiting messages than storage can catch up with are refused', async () => {
    const storage = heldStorage()
    const pipeline = promptPipeline({ append: storage.append, writers: 1, log, maxWaiting: 2 })
    const sends = ['1', '2', '3'].map((text) => pipeline.send(message(text, 'ada')))
    await expect(pipeline.send(message('4', 'ben'))).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    storage.commitAtOnce()
    expect(await Promise.all(sends)).toHaveLength(3)
    expect(storage.texts()).toEqual(['1', '2', '3'])
  })
})

/** Looks at every message as it comes. */
function promptPipeline(options: PipelineOptions) {
  return messagePipeline({ ...options, atEndOfTurn: (run) => run() })
}

/** A storage whose batches commit when the test says so. */
function heldStorage({ poisoned }: { poisoned?: string } = {}) {
  const held: { messages: readonly NewMessage[]; commit(): void; fail(error: unknown): void }[] = []
  const rows: NewMessage[] = []
  let answer: StoredMessage | undefined
  let atOnce = false
  const store = (messages: readonly NewMessage[]) => {
    if (messages.some(({ text }) => text === poisoned)) throw new Error('invalid byte sequence')
    return messages.map((one) => {
      if (answer) return answer
      rows.push(one)
      const seq = rows.filter(({ conversationId }) => conversationId === one.conversationId).length
      return stored(one, seq)
    })
  }
  return {
    append: (messages: readonly NewMessage[]) =>
      new Promise<StoredMessage[]>((resolve, reject) => {
        const commit = () => {
          try {
            resolve(store(messages))
          } catch (error) {
            reject(error)
          }
        }
        held.push({ messages, commit, fail: reject })
        if (atOnce) commit()
      }),
    batches: () => held.map(({ messages }) => messages.map(({ text }) => text)),
    texts: () => rows.map(({ text }) => text),
    commit: (batch: number) => held[batch]?.commit(),
    fail: (batch: number, error: unknown) => held[batch]?.fail(error),
    commitAtOnce: () => {
      atOnce = true
      for (const { commit } of held) commit()
    },
    answerAll: (stored: StoredMessage) => {
      answer = stored
      atOnce = true
    },
    /** The newest batch in flight always commits first. */
    commitAllBackwards: async (all: Promise<unknown>) => {
      let done = false
      const finished = all.then(() => {
        done = true
      })
      const committed = new Set<number>()
      while (!done) {
        const newest = held.findLastIndex((_, batch) => !committed.has(batch))
        committed.add(newest)
        held[newest]?.commit()
        await turn()
      }
      await finished
    },
  }
}

function afterTurn<A, R>(call: (argument: A) => Promise<R>): (argument: A) => Promise<R> {
  return async (argument) => {
    await turn()
    return call(argument)
  }
}

/** Lets everything that is ready run. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function message(text: string, conversationId: string): NewMessage {
  return {
    id: `m_${text}`,
    tenantId: 'acme',
    conversationId,
    senderId: 'ada',
    senderName: 'Ada',
    clientMessageId: `key-${text}`,
    text,
  }
}

function stored(message: NewMessage, seq: number, id = message.id): StoredMessage {
  const timestamp = new Date(seq).toISOString()
  const row = { ...message, id, seq, sender: 'user' as const, timestamp }
  return { message: row, duplicate: false, participantIds: ['ada', 'ben'] }
}
