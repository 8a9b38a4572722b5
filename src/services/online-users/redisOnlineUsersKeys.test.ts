import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dataOf, joining } from './fakePresence'
import type { OnlineUsersStore } from './onlineUsersStore'
import { redisOnlineUsersStore } from './redisOnlineUsersStore'
import { type Connections, connect, databaseUrl, testRedisUrl } from './testRedis'

/** What stands in Redis: other programs read the guides' hash, and nothing may be left behind. */
describe.skipIf(!testRedisUrl)('presence keys in Redis', () => {
  let connections: Connections
  let store: OnlineUsersStore
  let skippedMs: number

  beforeAll(async () => {
    connections = await connect(databaseUrl('presenceKeys'))
  })

  beforeEach(async () => {
    await connections.client.flushdb()
    skippedMs = 0
    store = redisOnlineUsersStore({ ...connections, now: () => Date.now() + skippedMs })
    await store.renew('node-1', 15_000)
  })

  afterAll(() => {
    connections.client.disconnect()
    connections.subscriber.disconnect()
  })

  const keys = async () => {
    const all = await connections.client.keys('*')
    return all.filter((key) => !key.includes(':t:')).sort()
  }

  test('PR-38 the hash online_users:T holds exactly what the guides promise', async () => {
    const { sessionId, connectedAt, domain, origin } = dataOf('ada.1')
    const url = 'https://acme.example/a"b\\c/é?x=1&y=%20#😀'
    await store.join({ ...joining('ada.1'), data: { ...dataOf('ada.1'), url, email: 'ada@x' } })
    const hash = await connections.client.hgetall('online_users:acme')
    expect(Object.keys(hash)).toEqual(['ada'])
    expect(hash.ada).toBe(JSON.stringify({ sessionId, connectedAt, domain, origin, url }))
  })

  test('PR-39 names and pages come back as they were given, whatever is in them', async () => {
    const userId = 'ada "x" \\ {} é 😀 \n'
    const data = { ...dataOf('ada.1'), name: '"chosenStatus":"busy"', title: '\u0001\t}{' }
    await store.join({ ...joining('ada.1'), userId, data, chosenStatus: 'away' })
    const row = { userId, connections: [data], chosenStatus: 'away' }
    expect(await store.find('acme', userId)).toEqual(row)
    await store.leave({ tenantId: 'acme', instance: 'ada.1', graceMs: 5000 })
    expect((await store.page('acme', { limit: 1 })).rows).toEqual([row])
  })

  test('I6 after everybody is gone only epoch, version and log are left, and for an hour the steps', async () => {
    await store.join(joining('ada.1'))
    await store.join({ ...joining('ben.1'), userId: 'ben', tenantId: 'globex' })
    await store.leave({ tenantId: 'acme', instance: 'ada.1', graceMs: 5000 })
    expect((await keys()).length).toBeGreaterThan(13)
    skippedMs += 15_000
    for (const nodeId of await store.lapsedNodes()) {
      await store.reap(nodeId, { limit: 10, graceMs: 5000 })
    }
    skippedMs += 5000
    expect((await store.expire()).offline).toHaveLength(2)
    expect(await keys()).toEqual([
      '{online_users:acme}:l',
      '{online_users:acme}:m',
      '{online_users:globex}:l',
      '{online_users:globex}:m',
    ])
    for (const trail of await connections.client.keys('*:t:*')) {
      expect(await connections.client.ttl(trail)).toBeGreaterThan(3590)
    }
    const meta = await connections.client.hkeys('{online_users:acme}:m')
    expect(meta.sort()).toEqual(['epoch', 'sequence', 'version'])
  })

  test('PR-2 a sweep does not forget a tenant in which a grace is about to begin', async () => {
    await connections.client.zadd('parley:graces', Date.now() + 5000, 'acme')
    expect(await store.expire()).toEqual({ offline: [] })
    expect(await keys()).toContain('parley:graces')
    skippedMs += 6000
    await store.expire()
    expect(await keys()).not.toContain('parley:graces')
  })

  test('PR-12 no sweep forgets a node that joins at any moment of its burial', async () => {
    for (let answers = 0; answers < 10; answers += 1) {
      skippedMs += 15_000
      const nodeId = `buried after ${answers}`
      await store.join({ ...joining(`early ${answers}`), nodeId })
      const reaping = store.reap(nodeId, { limit: 10, graceMs: 5000 })
      for (let answer = 0; answer < answers; answer += 1) await connections.client.ping()
      await store.join({ ...joining(`late ${answers}`), nodeId })
      const removed = (await reaping).removed + (await reapAll())
      expect({ answers, removed }).toEqual({ answers, removed: 2 })
    }
    expect(await keys()).not.toContain('parley:nodes')
  })

  const reapAll = async () => {
    let removed = 0
    for (const nodeId of await store.lapsedNodes()) {
      removed += (await store.reap(nodeId, { limit: 10, graceMs: 5000 })).removed
    }
    return removed
  }

  test('PR-40 every key of a tenant ends by itself an hour after the last audit', async () => {
    await store.join(joining('ada.1'))
    await store.join({ ...joining('ben.1'), userId: 'ben' })
    await store.leave({ tenantId: 'acme', instance: 'ben.1', graceMs: 5000 })
    await store.update({
      tenantId: 'acme',
      instance: 'ada.1',
      data: dataOf('ada.1'),
      chosenStatus: 'busy',
    })
    const ofTenant = (await keys()).filter((key) => key.includes('online_users:acme'))
    const ends = () => Promise.all(ofTenant.map((key) => connections.client.ttl(key)))
    expect(ofTenant).toHaveLength(11)
    for (const end of await ends()) expect(end).toBeGreaterThan(3590)
    for (const key of ofTenant) await connections.client.expire(key, 10)
    expect(await store.missing('acme', 'node-1', ['ada.1'])).toEqual([])
    for (const end of await ends()) expect(end).toBeGreaterThan(3590)
  })

  test('PR-41 without a clock of a test the time is that of Redis', async () => {
    const real = redisOnlineUsersStore(connections)
    await real.renew('node-1', 15_000)
    await real.join(joining('ada.1'))
    await real.leave({ tenantId: 'acme', instance: 'ada.1', graceMs: 5000 })
    const [seconds] = await connections.client.time()
    const { nextInMs = 0 } = await real.expire('acme')
    expect(nextInMs).toBeGreaterThan(0)
    expect(nextInMs).toBeLessThanOrEqual(5000)
    const end = Number(await connections.client.zscore('{online_users:acme}:g', 'ada'))
    expect(Math.abs(end - Number(seconds) * 1000)).toBeLessThan(10_000)
  })

  test('PR-42 a node whose lease Redis has lost is told so, and begins anew under another id', async () => {
    await store.join(joining('ada.1'))
    await connections.client.flushdb()
    expect(await store.renew('node-1', 15_000)).toBe(false)
    expect(await store.renew('node-2', 15_000)).toBe(true)
  })
})
