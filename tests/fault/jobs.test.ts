import type { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import type { WebchatMessagesAnswer } from '@/lib/webchatProtocol'
import { newVisitor, readChat, type VisitorGrant, write } from '../app/support/visitors'
import { until } from '../infrastructure/processes'
import { serverOnRedis } from './support/serverOnRedis'

const redisUrl = process.env.TEST_REDIS_URL
const ENDS = 3

describe.runIf(redisUrl)('jobs on the way to Redis', () => {
  const rig = serverOnRedis('jobsFault')

  test('OB-2 OB-3 survive the end of the process at any moment, and a Redis that is emptied', async () => {
    const visitor = await newVisitor(rig.server.url)
    for (let end = 1; end <= ENDS; end += 1) {
      const sending = sendUntilGone(rig.server.url, visitor, end)
      await until(
        'some are stored',
        async () => (await count(rig.server.url, visitor)) >= end * 15 || undefined,
      )
      await rig.server.kill()
      await sending
      if (end === 2) await rig.redis.flushdb()
      await rig.startAgain()
    }
    const stored = await everything(rig.server.url, visitor)
    await until('every message has its job', async () => {
      const brought = new Set(await jobs(rig.redis))
      return stored.every((id) => brought.has(id)) || undefined
    })
    const firsts = [...new Set(await jobs(rig.redis))]
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
