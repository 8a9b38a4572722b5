import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Connections,
  connect,
  databaseUrl,
  testRedisUrl,
} from '@/services/online-users/testRedis'
import { redisSessionProjection } from './redisSessionProjection'
import { HOUR_MS, sessionOf } from './testSessions'

describe.skipIf(!testRedisUrl)('sessions in Redis', () => {
  let connections: Connections

  beforeAll(async () => {
    connections = await connect(databaseUrl('sessions'))
    await connections.client.flushdb()
  })
  afterAll(() => {
    connections.client.disconnect()
    connections.subscriber.disconnect()
  })

  test('WV-21 hold the guides’ fields and end with the session', async () => {
    const { client } = connections
    const nowMs = Date.now()
    const times = { createdAtMs: nowMs - HOUR_MS, lastActivityMs: nowMs }
    const session = sessionOf('s_shown', { fingerprint: 'a1b2', ...times })
    await redisSessionProjection(client).write([session, sessionOf('s_over')])
    expect(JSON.parse((await client.get('session:s_shown')) ?? '')).toEqual({
      userId: 'v_s_shown',
      fingerprint: 'a1b2',
      tenantId: 'acme',
      createdAt: new Date(nowMs - HOUR_MS).toISOString(),
      lastActivity: new Date(nowMs).toISOString(),
      isAnonymous: true,
    })
    expect(Math.round((await client.pttl('session:s_shown')) / HOUR_MS)).toBe(24)
  })
})
