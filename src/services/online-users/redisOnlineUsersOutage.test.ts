import type { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '../../../tests/infrastructure/processes'
import { type RedisServer, startRedis } from '../../../tests/infrastructure/startRedis'
import { findRedis } from '../../../tests/infrastructure/tools'
import { dataOf, joining, summary } from './fakePresence'
import type { OnlineUsersStore, StoredChange } from './onlineUsersStore'
import { redisOnlineUsersStore } from './redisOnlineUsersStore'
import { type Connections, connect, testRedisUrl } from './testRedis'

/** Two processes on a Redis of their own, which may be killed. */
describe.skipIf(!testRedisUrl)('presence of two processes on Redis', () => {
  let port: number
  let server: RedisServer
  let connected: Connections[]
  let one: OnlineUsersStore
  let other: OnlineUsersStore
  const ends: (() => Promise<void>)[] = []

  beforeEach(async () => {
    port = await freePort()
    server = await startRedis(findRedis() ?? '', port)
    connected = await Promise.all([connect(server.url), connect(server.url)])
    const [first, second] = connected.map((connections) => redisOnlineUsersStore(connections))
    one = first as OnlineUsersStore
    other = second as OnlineUsersStore
    await one.renew('node-1', 15_000)
    await other.renew('node-2', 15_000)
  })

  afterEach(async () => {
    // Who still watches goes on asking a Redis that is gone.
    for (const end of ends.splice(0)) void end()
    for (const { client, subscriber } of connected) {
      client.disconnect()
      subscriber.disconnect()
    }
    await server.stop()
  })

  const watched = async (store: OnlineUsersStore) => {
    const changes: StoredChange[] = []
    ends.push(await store.watch('acme', (change) => changes.push(change)))
    return changes
  }
  const clients = () => connected.flatMap(({ client, subscriber }) => [client, subscriber])
  const isOver = (one: Redis) => new Promise((resolve) => one.once('close', resolve))
  const isReady = (one: Redis) => new Promise((resolve) => one.once('ready', resolve))

  /** A connection counts as ready until it has noticed that nobody is there any more. */
  const kill = async () => {
    const noticed = clients().map(isOver)
    await server.kill()
    await Promise.all(noticed)
  }
  const start = async () => {
    const back = clients().map(isReady)
    server = await startRedis(findRedis() ?? '', port)
    await Promise.all(back)
  }

  test('PR-13 each hears what the other does', async () => {
    const heardByOne = await watched(one)
    const heardByOther = await watched(other)
    await one.join(joining('ada.1'))
    await other.join({ ...joining('ben.1'), userId: 'ben', nodeId: 'node-2' })
    await other.leave({ tenantId: 'acme', instance: 'ada.1', graceMs: 0 })
    const all = ['online ada', 'online ben', 'offline ada']
    await expect.poll(() => heardByOne.map(summary), POLL).toEqual(all)
    await expect.poll(() => heardByOther.map(summary), POLL).toEqual(all)
  })

  test('I3 I4 what both do at the same time is heard without a hole and ends in the same list', async () => {
    const heard = await watched(one)
    const people = Array.from({ length: 200 }, (_, index) => `user-${index % 50}`)
    const live = async (store: OnlineUsersStore, nodeId: string) => {
      const tabs = people.map((userId, index) => ({ userId, instance: `${nodeId}.${index}` }))
      await Promise.all(
        tabs.map(async ({ userId, instance }, index) => {
          await store.join({ ...joining(instance), userId, nodeId })
          if (index % 3 === 0) await store.leave({ tenantId: 'acme', instance, graceMs: 0 })
        }),
      )
    }
    await Promise.all([live(one, 'node-1'), live(other, 'node-2')])
    const { rows, version } = await other.page('acme', { limit: 1000 })
    await expect.poll(() => heard.at(-1)?.version, POLL).toBe(version)
    expect(heard.map((change) => change.version)).toEqual(heard.map((_, index) => index + 1))
    const replayed = new Map<string, unknown>()
    for (const change of heard) {
      if (change.type === 'offline') replayed.delete(change.userId)
      else replayed.set(change.row.userId, change.row)
    }
    expect([...replayed.values()]).toHaveLength(50)
    for (const row of rows) expect(replayed.get(row.userId)).toEqual(row)
  })

  test('PR-43 while Redis is away everything is refused with UNAVAILABLE, and works again after', async () => {
    await kill()
    const away = { code: 'UNAVAILABLE' }
    await expect(one.join(joining('ada.1'))).rejects.toMatchObject(away)
    await expect(one.page('acme', { limit: 1 })).rejects.toMatchObject(away)
    await expect(one.find('acme', 'ada')).rejects.toMatchObject(away)
    await expect(one.renew('node-1', 15_000)).rejects.toMatchObject(away)
    await expect(one.watch('acme', () => undefined)).rejects.toMatchObject(away)
    await start()
    expect(await one.join(joining('ada.1'))).toEqual({ joined: true })
  })

  test('PR-14 a Redis that came back empty begins a new epoch, and its watchers hear all of it', async () => {
    await one.join(joining('ada.1'))
    const heard = await watched(other)
    const { epoch, version } = await one.page('acme', { limit: 1 })
    await kill()
    await start()
    expect(await one.find('acme', 'ada')).toBeUndefined()
    await one.join({ ...joining('ben.1'), userId: 'ben' })
    await expect.poll(() => heard.map(summary), POLL).toEqual(['online ben'])
    expect(heard[0]).toMatchObject({ version: 1 })
    expect(heard[0]?.epoch).not.toBe(epoch)
    expect(await one.since('acme', { epoch, after: version })).toBe('reset')
  })

  test('PR-83 a Redis is being filled for 4 s after it was started, of epochs that began since', async () => {
    let skippedMs = 0
    const now = () => Date.now() + skippedMs
    const fresh = redisOnlineUsersStore({ ...(connected[0] as Connections), now })
    const { epoch } = await fresh.page('acme', { limit: 1 })
    const before = String(Number(epoch) - 60_000_000)
    await expect.poll(() => fresh.isFilling(epoch), POLL).toBe(true)
    expect(fresh.isFilling(before)).toBe(false)
    skippedMs = 4000
    expect(fresh.isFilling(epoch)).toBe(false)
    await kill()
    await start()
    await expect.poll(() => fresh.isFilling(epoch), POLL).toBe(true)
  })

  test('PR-13 what happened while the doorbell was out of order is heard when it is back', async () => {
    const heard = await watched(one)
    await one.join(joining('ada.1'))
    await expect.poll(() => heard.length, POLL).toBe(1)
    const { subscriber } = connected[0] as Connections
    const gone = new Promise((resolve) => subscriber.once('end', resolve))
    subscriber.disconnect()
    await gone
    for (const url of ['/a', '/b']) {
      const update = { tenantId: 'acme', instance: 'ada.1', data: { ...dataOf('ada.1'), url } }
      await other.update(update)
    }
    expect(heard).toHaveLength(1)
    await subscriber.connect()
    await expect.poll(() => heard.map(({ version }) => version), POLL).toEqual([1, 2, 3])
  })
})

const POLL = { interval: 5, timeout: 10_000 }
