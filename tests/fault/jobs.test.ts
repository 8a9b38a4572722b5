import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WebchatMessagesAnswer } from '@/lib/webchatProtocol'
import { databaseUrl as redisOf } from '@/services/online-users/testRedis'
import { newVisitor, readChat, type VisitorGrant, write } from '../app/support/visitors'
import { freePort, until } from '../infrastructure/processes'
import {
  type ServerOptions,
  type ServerProcess,
  startServerProcess,
} from '../infrastructure/serverProcess'
import { type Storage, storages } from '../infrastructure/storages'

const redisUrl = process.env.TEST_REDIS_URL
const ENDS = 3

describe.runIf(redisUrl)('jobs on the way to Redis', () => {
  let storage: Storage
  let options: ServerOptions
  let server: ServerProcess
  let redis: Redis

  beforeEach(async () => {
    const [, postgres] = storages()
    storage = await (postgres ?? (storages()[0] as { make(): Promise<Storage> })).make()
    const url = redisOf('jobsFault')
    redis = new Redis(url)
    await redis.flushdb()
    const env = { ...storage.env, REDIS_URL: url }
    options = { program: 'api', port: await freePort(), env }
    server = await startServerProcess(options)
  }, 60_000)

  afterEach(async () => {
    await server.kill()
    redis.disconnect()
    await storage.remove()
  })

  test('OB-2 OB-3 survive the end of the process at any moment, and a Redis that is emptied', async () => {
    const visitor = await newVisitor(server.url)
    for (let end = 1; end <= ENDS; end += 1) {
      const sending = sendUntilGone(server.url, visitor, end)
      await until(
        'some are stored',
        async () => (await count(server.url, visitor)) >= end * 15 || undefined,
      )
      await server.kill()
      await sending
      if (end === 2) await redis.flushdb()
      server = await startServerProcess(options)
    }
    const stored = await everything(server.url, visitor)
    await until('every message has its job', async () => {
      const brought = new Set(await jobs(redis))
      return stored.every((id) => brought.has(id)) || undefined
    })
    const firsts = [...new Set(await jobs(redis))]
    expect(firsts).toEqual(stored)
  }, 90_000)
})

async function sendUntilGone(url: string, visitor: VisitorGrant, end: number): Promise<void> {
  for (let nth = 0; ; nth += 1) {
    try {
      const clientMessageId = `message-${end}-${nth}`
      const { status } = await write(url, visitor, { text: `${end} ${nth}`, clientMessageId })
      if (status !== 200) throw new Error(`refused with ${status}`)
    } catch {
      return
    }
  }
}

async function count(url: string, visitor: VisitorGrant): Promise<number> {
  return (await readChat(url, visitor.token, 'limit=1')).body.lastSeq
}

/** Ids of all messages, in the order of `seq`. */
async function everything(url: string, visitor: VisitorGrant): Promise<string[]> {
  const ids: string[] = []
  for (let isMore = true; isMore; ) {
    const { body }: { body: WebchatMessagesAnswer } = await readChat(
      url,
      visitor.token,
      `after=${ids.length}&limit=100`,
    )
    ids.push(...body.messages.map(({ id }) => id))
    isMore = body.hasMore
  }
  return ids
}

async function jobs(redis: Redis): Promise<string[]> {
  const entries = await redis.xrange('meta:webhook_jobs', '-', '+')
  return entries.map(
    ([, fields]) => (JSON.parse(fields[7] ?? '') as { messageId: string }).messageId,
  )
}
