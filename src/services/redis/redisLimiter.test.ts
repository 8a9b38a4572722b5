import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Connections,
  connect,
  databaseUrl,
  testRedisUrl,
} from '@/services/online-users/testRedis'
import { createRequestLimits, type RequestLimits, usualLimits } from '@/services/realtime'
import { redisLimiter } from './redisLimiter'

const MOST = 5

describe.skipIf(!testRedisUrl)('limits in Redis', () => {
  let processes: Connections[]
  let one: RequestLimits
  let other: RequestLimits

  beforeAll(async () => {
    const url = databaseUrl('limits')
    processes = [await connect(url), await connect(url)]
  })
  afterAll(() => {
    for (const { client, subscriber } of processes) {
      client.disconnect()
      subscriber.disconnect()
    }
  })
  beforeEach(async () => {
    await processes[0]?.client.flushdb()
    const sizes = { ...usualLimits, credentialPerMinute: MOST, addressPerMinute: MOST }
    const limits = processes.map(({ client }) => createRequestLimits(sizes, redisLimiter(client)))
    one = limits[0] as RequestLimits
    other = limits[1] as RequestLimits
  })
  const outcomes = async (asked: readonly Promise<unknown>[]) => {
    const settled = await Promise.allSettled(asked)
    return settled.map((result) => (result.status === 'fulfilled' ? 'let in' : result.reason))
  }
  const refused = expect.objectContaining({
    code: 'RATE_LIMIT_EXCEEDED',
    retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds >= 1 && seconds <= 60),
  })

  test('WV-33 requests that come at once count one by one, in their order', async () => {
    const asked = Array.from({ length: MOST + 2 }, () => one.credential('visitor:vera'))
    const remaining = await Promise.all(asked.slice(0, MOST))
    expect(remaining.map((state) => state.remaining)).toEqual([4, 3, 2, 1, 0])
    expect(await outcomes(asked)).toEqual([...Array(MOST).fill('let in'), refused, refused])
  })

  test('WV-33 those of all processes count together', async () => {
    const asked = Array.from({ length: 4 }, () => [
      one.credential('visitor:vera'),
      other.credential('visitor:vera'),
    ])
    const found = await outcomes(asked.flat())
    expect(found.filter((outcome) => outcome === 'let in')).toHaveLength(MOST)
    expect(found.filter((outcome) => outcome !== 'let in')).toEqual([refused, refused, refused])
  })

  test('WV-33 whoever is asked for in the same turn counts apart, by what and by whom', async () => {
    const asked = Array.from({ length: MOST }, () => [
      one.credential('192.0.2.1'),
      one.credential('visitor:walt'),
      one.address('192.0.2.1'),
    ])
    expect(await outcomes(asked.flat())).toEqual(Array(3 * MOST).fill('let in'))
    const more = [one.credential('192.0.2.1'), one.credential('visitor:walt')]
    expect(await outcomes([...more, one.address('192.0.2.1')])).toEqual([refused, refused, refused])
  })

  test('WV-33 a counter ends a minute after it began', async () => {
    await Promise.all([one.credential('visitor:vera'), one.credential('visitor:vera')])
    const { client } = processes[0] as Connections
    const [key = ''] = await client.keys('*')
    expect(await client.pttl(key)).toBeGreaterThan(50_000)
    expect(await client.pttl(key)).toBeLessThanOrEqual(60_000)
  })

  test('WV-33 while Redis is away each process counts for itself', async () => {
    const away = await connect(databaseUrl('limits'))
    const limits = createRequestLimits(
      { ...usualLimits, credentialPerMinute: 1 },
      redisLimiter(away.client),
    )
    away.client.disconnect()
    away.subscriber.disconnect()
    const asked = [limits.credential('visitor:vera'), limits.credential('visitor:vera')]
    expect(await outcomes(asked)).toEqual(['let in', refused])
  })
})
