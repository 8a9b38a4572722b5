import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Connections,
  connect,
  databaseUrl,
  testRedisUrl,
} from '@/services/online-users/testRedis'
import type { JobStream } from './jobStream'
import { redisJobStream } from './redisJobStream'

const STREAM = 'meta:webhook_jobs'
const job = (nth: number) => ({
  id: nth,
  jobType: 'webchat_webhook',
  payload: JSON.stringify({ messageId: `m_${nth}` }),
  createdAt: '2026-01-15T09:14:00.000Z',
})

describe.runIf(testRedisUrl)('the stream in Redis', () => {
  let redis: Connections
  let stream: JobStream

  beforeAll(async () => {
    redis = await connect(databaseUrl('jobStream'))
  })
  afterAll(() => {
    redis.client.disconnect()
    redis.subscriber.disconnect()
  })
  beforeEach(async () => {
    await redis.client.flushdb()
    stream = redisJobStream(redis.client)
  })
  const ids = async () =>
    (await redis.client.xrange(STREAM, '-', '+')).map(
      ([, fields]) => JSON.parse(fields[7] ?? '').messageId,
    )

  test('OB-1 has exactly the guides’ fields, in their order', async () => {
    expect(await stream.add(1, [job(1)])).toBe(1)
    const [entry] = await redis.client.xrange(STREAM, '-', '+')
    expect(entry?.[1]).toEqual([
      'job_type',
      'webchat_webhook',
      'source',
      'webhook',
      'webhook_type',
      'message',
      'payload',
      '{"messageId":"m_1"}',
      'headers',
      '{"content-type":"application/json","x-webhook-source":"webchat-service"}',
      'timestamp',
      '2026-01-15T09:14:00.000Z',
    ])
  })

  test('OB-3 adds nothing where it has lost the batch before, and says what it has', async () => {
    await stream.add(1, [job(1)])
    await stream.add(2, [job(2), job(3)])
    expect(await stream.last()).toBe(2)
    await redis.client.flushdb()
    expect(await stream.last()).toBe(0)
    expect(await stream.add(3, [job(4)])).toBe(0)
    expect(await ids()).toEqual([])
    expect(await stream.add(1, [job(1), job(2)])).toBe(1)
    expect(await ids()).toEqual(['m_1', 'm_2'])
  })

  test('OB-5 is trimmed behind what every group has acknowledged, and no further', async () => {
    await redis.client.xgroup('CREATE', STREAM, 'quick', '0', 'MKSTREAM')
    await redis.client.xgroup('CREATE', STREAM, 'slow', '0')
    await stream.add(1, [1, 2, 3, 4].map(job))
    const read = (group: string, count: number) =>
      redis.client.xreadgroup('GROUP', group, 'one', 'COUNT', count, 'STREAMS', STREAM, '>')
    await read('quick', 4)
    await read('slow', 3)
    await stream.trim()
    expect(await ids()).toHaveLength(4)
    const entries = (await redis.client.xrange(STREAM, '-', '+')).map(([id]) => id)
    await redis.client.xack(STREAM, 'quick', ...entries)
    await redis.client.xack(STREAM, 'slow', entries[0] ?? '', entries[2] ?? '')
    await stream.trim()
    expect(await ids()).toEqual(['m_2', 'm_3', 'm_4'])
  })
})
