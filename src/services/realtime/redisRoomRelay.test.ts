import { once } from 'node:events'
import type { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect, databaseUrl, testRedisUrl } from '@/services/online-users/testRedis'
import { entryFields, KEPT_MS, relayStream } from './redisRelayEntry'
import { redisRoomRelay } from './redisRoomRelay'
import { silenceKey } from './redisSilence'
import type { RoomMessage, RoomRelay, SilentProcess } from './roomRelay'

describe.skipIf(!testRedisUrl)('what is said in rooms, over Redis', () => {
  let adas: Process
  let bens: Process

  beforeEach(async () => {
    adas = await startProcess()
    await adas.client.flushdb()
    bens = await startProcess()
    await bens.hears(adas)
    await adas.hears(bens)
  })

  afterEach(async () => {
    await adas.end()
    await bens.end()
  })

  test('RT-40 is heard by the other process in order, and not by the one that said it', async () => {
    for (let number = 1; number <= 1200; number += 1) adas.relay.sendLater(said(number))
    await expect.poll(() => bens.heard.length, POLL).toBe(1200)
    expect(bens.heard).toEqual(Array.from({ length: 1200 }, (_, index) => said(index + 1)))
    expect(adas.heard).toEqual([])
  })

  test('RT-40 what is said in one turn of the loop travels in one entry', async () => {
    for (let number = 1; number <= 100; number += 1) adas.relay.sendLater(said(number))
    await expect.poll(() => bens.heard.length, POLL).toBe(100)
    expect((await sizes(adas)).at(0)).toBe(100)
  })

  test('RT-41 waits while Redis is away and is heard after', async () => {
    await goAway(adas.client)
    adas.relay.sendLater(said(1))
    adas.relay.sendLater(said(2))
    await adas.client.connect()
    await expect.poll(() => bens.heard, POLL).toEqual([said(1), said(2)])
    expect(bens.missed).toBe(0)
  })

  test('RT-41 what was said while the connection of the hearer was away is heard after', async () => {
    await goAway(bens.reader)
    adas.relay.sendLater(said(1))
    await expect.poll(() => adas.client.xlen(relayStream), POLL).toBeGreaterThan(2)
    await bens.reader.connect()
    await expect.poll(() => bens.heard, POLL).toEqual([said(1)])
  })

  test('RT-42 an entry that was written twice is heard once', async () => {
    adas.relay.sendLater(said(1))
    await expect.poll(() => bens.heard.length, POLL).toBe(1)
    const lately = await adas.client.xrevrange(relayStream, '+', '-', 'COUNT', 9)
    const last = lately.find(([, fields]) => fields.length > 4)
    await adas.client.xadd(relayStream, '*', ...(last?.[1] ?? []))
    adas.relay.sendLater(said(2))
    await expect.poll(() => bens.heard, POLL).toEqual([said(1), said(2)])
    expect(bens.missed).toBe(0)
  })

  test('RT-42 what a Redis that came back empty has lost is told as missed', async () => {
    await goAway(bens.reader)
    adas.relay.sendLater(said(1))
    await expect.poll(() => adas.client.xlen(relayStream), POLL).toBeGreaterThan(2)
    await adas.client.flushdb()
    await goAway(adas.client)
    await adas.client.connect()
    await bens.reader.connect()
    await expect.poll(() => bens.missed, POLL).toBe(1)
    adas.relay.sendLater(said(2))
    await expect.poll(() => bens.heard, POLL).toEqual([said(2)])
  })

  test('RT-42 what is too much to be kept is told as missed, and the newest is heard', async () => {
    await goAway(adas.client)
    for (let number = 1; number <= 20_001; number += 1) adas.relay.sendLater(said(number))
    await adas.client.connect()
    await expect.poll(() => bens.heard, POLL).toEqual([said(20_001)])
    expect(bens.missed).toBe(1)
  })

  test('RT-49 the stream keeps about 10,000 entries of at most 100 messages', async () => {
    const filling = Array.from({ length: 10_300 }, (_, index) =>
      adas.client.xadd(relayStream, '*', ...entryFields(`process ${index % 9}`, 1, [])),
    )
    await Promise.all(filling)
    for (let number = 1; number <= 250; number += 1) adas.relay.sendLater(said(number))
    await expect.poll(() => bens.heard.length, POLL).toBe(250)
    expect(await adas.client.xlen(relayStream)).toBeLessThan(10_200)
    expect((await sizes(adas)).slice(0, 3)).toEqual([50, 100, 100])
  })

  test('RT-49 the stream ends five minutes after the last message', async () => {
    adas.relay.sendLater(said(1))
    await expect.poll(() => bens.heard.length, POLL).toBe(1)
    const endsInMs = await adas.client.pttl(relayStream)
    expect(endsInMs).toBeGreaterThan(KEPT_MS - 10_000)
    expect(endsInMs).toBeLessThanOrEqual(KEPT_MS)
  })

  test('RT-49 who was away for longer than that is told that something may be missed', async () => {
    await goAway(bens.reader)
    bens.skippedMs += KEPT_MS
    await bens.reader.connect()
    adas.relay.sendLater(said(1))
    await expect.poll(() => bens.heard, POLL).toEqual([said(1)])
    expect(bens.missed).toBe(1)
  })
})

describe.skipIf(!testRedisUrl)('a process that is heard no more', () => {
  const running: Process[] = []
  const start = async () => {
    const started = await startProcess(LEASE_MS)
    running.push(started)
    return started
  }

  afterEach(async () => {
    for (const process of running.splice(0)) await process.end()
  })

  test('RT-55 is looked after by one of the others, who know what it said', async () => {
    const [adas, bens, chloes] = [await start(), await start(), await start()]
    await bens.hears(adas)
    await chloes.hears(adas)
    adas.relay.sendLater(said(7))
    await expect.poll(() => bens.heard.at(-1), POLL).toEqual(said(7))
    await expect.poll(() => chloes.heard.at(-1), POLL).toEqual(said(7))
    await adas.die()
    const silences = () =>
      [...bens.silent, ...chloes.silent].filter(({ id }) => id === adas.relay.id)
    await expect.poll(silences, POLL).toHaveLength(1)
    expect(silences()[0]?.said.at(-1)).toBe('["message",7]')
    await expect.poll(() => bens.client.get(silenceKey(adas.relay.id)), POLL).toBe('done')
    expect(silences()).toHaveLength(1)
  })

  test('RT-55 is looked after again when that failed', async () => {
    const [adas, bens] = [await start(), await start()]
    await bens.hears(adas)
    bens.failures = 1
    await adas.die()
    const ofAda = () => bens.silent.filter(({ id }) => id === adas.relay.id)
    await expect.poll(ofAda, POLL).toHaveLength(2)
  })

  test('RT-55 is not looked after when it said that it ends', async () => {
    const [adas, bens, chloes] = [await start(), await start(), await start()]
    await bens.hears(adas)
    await bens.hears(chloes)
    await adas.relay.close()
    await chloes.die()
    await expect.poll(() => bens.silent.map(({ id }) => id), POLL).toContain(chloes.relay.id)
    expect(bens.silent.map(({ id }) => id)).not.toContain(adas.relay.id)
  })
})

/** How many messages the last entries have, the newest first; signs of life have none. */
async function sizes({ client }: Process): Promise<number[]> {
  const last = await client.xrevrange(relayStream, '+', '-', 'COUNT', 9)
  return last.map(([, fields]) => (fields.length - 4) / 2).filter((size) => size > 0)
}

const LEASE_MS = 600
const POLL = { interval: 5, timeout: 10_000 }

interface Process {
  client: Redis
  reader: Redis
  relay: RoomRelay
  heard: RoomMessage[]
  missed: number
  skippedMs: number
  silent: SilentProcess[]
  /** Looking after a silent one fails so often. */
  failures: number
  /** Once both know of each other; what was said for it is forgotten. */
  hears(other: Process): Promise<void>
  end(): Promise<void>
  /** Without a word. */
  die(): Promise<void>
}

async function startProcess(leaseMs?: number): Promise<Process> {
  const { client, subscriber: reader } = await connect(databaseUrl('rooms'))
  const log = pino({ level: 'silent' })
  const now = () => Date.now() + started.skippedMs
  const relay = redisRoomRelay({ client, reader, log, now, leaseMs })
  const started: Process = {
    client,
    reader,
    relay,
    heard: [],
    missed: 0,
    skippedMs: 0,
    silent: [],
    failures: 0,
    hears: async (other) => {
      await expect
        .poll(() => {
          if (started.heard.length === 0) other.relay.sendLater(said(0))
          return started.heard.length
        }, POLL)
        .toBeGreaterThan(0)
      await settled(other, started)
    },
    end: async () => {
      await relay.close()
      client.disconnect()
    },
    die: async () => {
      await goAway(client)
      reader.disconnect()
      await relay.close()
    },
  }
  relay.onSilence(async (process) => {
    started.silent.push(process)
    started.failures -= 1
    if (started.failures >= 0) throw new Error('not now')
  })
  relay.listen({
    message: (message) => started.heard.push(message),
    missed: () => {
      started.missed += 1
    },
  })
  return started
}

async function goAway(connection: Redis): Promise<void> {
  const gone = once(connection, 'end')
  connection.disconnect()
  await gone
}

async function settled(sender: Process, hearer: Process): Promise<void> {
  sender.relay.sendLater(said(-1))
  await expect.poll(() => hearer.heard.at(-1), POLL).toEqual(said(-1))
  hearer.heard.length = 0
}

function said(number: number): RoomMessage {
  return { deed: 'say', rooms: ['a', 'b'], except: ['c'], body: `["message",${number}]` }
}
