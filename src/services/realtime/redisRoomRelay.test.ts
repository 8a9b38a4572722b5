import { once } from 'node:events'
import type { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect, databaseUrl, testRedisUrl } from '@/services/online-users/testRedis'
import { entryFields, KEPT_MS, relayStream } from './redisRelayEntry'
import { redisRoomRelay } from './redisRoomRelay'
import type { RoomMessage, RoomRelay } from './roomRelay'

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
    const before = await adas.client.xlen(relayStream)
    for (let number = 1; number <= 100; number += 1) adas.relay.sendLater(said(number))
    await expect.poll(() => bens.heard.length, POLL).toBe(100)
    expect(await adas.client.xlen(relayStream)).toBe(before + 1)
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
    const [last] = await adas.client.xrevrange(relayStream, '+', '-', 'COUNT', 1)
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
    const last = await adas.client.xrevrange(relayStream, '+', '-', 'COUNT', 3)
    const sizes = last.map(([, fields]) => (fields.length - 4) / 2)
    expect(sizes).toEqual([50, 100, 100])
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

const POLL = { interval: 5, timeout: 10_000 }

interface Process {
  client: Redis
  reader: Redis
  relay: RoomRelay
  heard: RoomMessage[]
  missed: number
  skippedMs: number
  /** Once both know of each other; what was said for it is forgotten. */
  hears(other: Process): Promise<void>
  end(): Promise<void>
}

async function startProcess(): Promise<Process> {
  const { client, subscriber: reader } = await connect(databaseUrl('rooms'))
  const now = () => Date.now() + started.skippedMs
  const relay = redisRoomRelay({ client, reader, log: pino({ level: 'silent' }), now })
  const started: Process = {
    client,
    reader,
    relay,
    heard: [],
    missed: 0,
    skippedMs: 0,
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
  }
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
