import { describe, expect, test } from 'vitest'
import { memoryOnlineUsersStore } from './memoryOnlineUsersStore'
import type { OnlineUsersStore } from './onlineUsersStore'
import { TestClock } from './testClock'
import { admin, person, socketOf, testPresence } from './testPresence'

const HOUR_MS = 3_600_000

describe('signs of life', () => {
  test('PR-21 a connection without any for an hour leaves, and comes back with the next one', async () => {
    const { onlineUsers, clock } = testPresence()
    await onlineUsers.connect(socketOf('ada'))
    await onlineUsers.connect(socketOf('ben'))
    await clock.advance(HOUR_MS / 2)
    await onlineUsers.heartbeat('ben.1')
    await clock.advance(HOUR_MS / 2 + 60_000)
    expect(await onlineUsers.isOnline('acme', 'ada')).toBe(false)
    expect(await onlineUsers.isOnline('acme', 'ben')).toBe(true)
    await onlineUsers.heartbeat('ada.1')
    expect(await onlineUsers.isOnline('acme', 'ada')).toBe(true)
    await onlineUsers.disconnect('ada.1', { graceMs: 0 })
    expect(await onlineUsers.isOnline('acme', 'ada')).toBe(false)
  })

  test('PR-22 a tab heard over HTTP keeps its user online for 60 s', async () => {
    const { onlineUsers, clock } = testPresence()
    await onlineUsers.sawTab(person('ada'), 'tab-1')
    await clock.advance(50_000)
    await onlineUsers.sawTab(person('ada'), 'tab-1')
    await clock.advance(59_000)
    expect(await onlineUsers.isOnline('acme', 'ada')).toBe(true)
    expect((await onlineUsers.list(admin))[0]?.connections).toBe(1)
    await clock.advance(6000)
    expect(await onlineUsers.isOnline('acme', 'ada')).toBe(false)
  })

  test('PR-22 a tab with a live socket is not heard, and a socket takes over from what was', async () => {
    const { onlineUsers, clock } = testPresence()
    const connections = async () => (await onlineUsers.list(admin))[0]?.connections
    await onlineUsers.sawTab(person('ada'), 'tab-1')
    await onlineUsers.connect(socketOf('ada', 'socket', 'tab-1'))
    await onlineUsers.sawTab(person('ada'), 'tab-1')
    expect(await connections()).toBe(1)
    await onlineUsers.disconnect('ada.socket')
    await onlineUsers.sawTab(person('ada'), 'tab-1')
    await clock.advance(10_000)
    expect(await connections()).toBe(1)
  })

  test('PR-22 a tab whose socket is on another process is not heard either', async () => {
    const { onlineUsers, store, clock, audience } = testPresence()
    const other = testPresence({ store, clock, audience })
    await onlineUsers.sawTab(person('ada'), 'tab-1')
    await other.onlineUsers.connect(socketOf('ada', 'socket', 'tab-1'))
    await onlineUsers.sawTab(person('ada'), 'tab-1')
    await clock.advance(11_000)
    await onlineUsers.sawTab(person('ada'), 'tab-1')
    expect((await onlineUsers.list(admin))[0]?.connections).toBe(1)
    await other.onlineUsers.disconnect('ada.socket', { graceMs: 0 })
    expect(await onlineUsers.isOnline('acme', 'ada')).toBe(false)
    await onlineUsers.sawTab(person('ada'), 'tab-1')
    expect(await onlineUsers.isOnline('acme', 'ada')).toBe(true)
  })

  test('PR-22 a user is heard in 20 tabs at most, and only in tabs with a proper name', async () => {
    const { onlineUsers } = testPresence()
    for (let tab = 0; tab < 30; tab += 1) await onlineUsers.sawTab(person('ada'), `tab-${tab}`)
    await onlineUsers.sawTab(person('ben'), 'no tab\n')
    expect((await onlineUsers.list(admin)).map(({ connections }) => connections)).toEqual([20])
  })
})

describe('nodes', () => {
  test('I10 a process that was taken for dead brings its users back', async () => {
    const { onlineUsers, store, clock, audience } = testPresence()
    await onlineUsers.connect(socketOf('ada', '1'))
    await onlineUsers.connect(socketOf('ada', '2'))
    clock.freeze(16_000)
    for (const nodeId of await store.lapsedNodes())
      await store.reap(nodeId, { limit: 500, graceMs: 5000 })
    await clock.advance(200)
    expect(audience.seen()).not.toContain('offline ada')
    expect((await onlineUsers.list(admin))[0]?.connections).toBe(2)
    await clock.advance(60_000)
    expect((await onlineUsers.list(admin))[0]?.connections).toBe(2)
    await onlineUsers.disconnect('ada.1', { graceMs: 0 })
    await onlineUsers.disconnect('ada.2', { graceMs: 0 })
    expect(await onlineUsers.count('acme')).toBe(0)
  })

  test('PR-23 the audit finds every connection that the storage has lost', async () => {
    const { onlineUsers, store, clock } = testPresence()
    const names = Array.from({ length: 30 }, (_, index) => `user-${index}`)
    for (const name of names) await onlineUsers.connect(socketOf(name))
    for (const name of names)
      await store.leave({ tenantId: 'acme', instance: `${name}.1`, graceMs: 0 })
    await clock.advance(61_000)
    expect(await onlineUsers.count('acme')).toBe(3)
    await clock.advance(9 * 60_000)
    expect(await onlineUsers.count('acme')).toBe(30)
  })

  test('PR-23 an update of a connection that the storage has lost brings it back at once', async () => {
    const { onlineUsers, store } = testPresence()
    await onlineUsers.connect(socketOf('ada'))
    await store.leave({ tenantId: 'acme', instance: 'ada.1', graceMs: 0 })
    await onlineUsers.heartbeat('ada.1', { url: '/next' })
    expect(await onlineUsers.isOnline('acme', 'ada')).toBe(true)
  })

  test('PR-24 what happens while the storage is away is made up for when it is back', async () => {
    const clock = new TestClock()
    const memory = memoryOnlineUsersStore({ now: clock.now })
    const storage = { isAway: false }
    const store = awayWhen(memory, () => storage.isAway)
    const { onlineUsers, audience } = testPresence({ store, clock })
    await onlineUsers.connect(socketOf('ada'))
    await onlineUsers.connect(socketOf('ben'))
    storage.isAway = true
    await onlineUsers.connect(socketOf('chloe'))
    await onlineUsers.heartbeat('ben.1', { status: 'busy' })
    await onlineUsers.disconnect('ada.1', { graceMs: 0 })
    await clock.advance(10_000)
    storage.isAway = false
    await clock.advance(6000)
    const users = await onlineUsers.list(admin)
    expect(users.map(({ userId, status }) => [userId, status])).toEqual([
      ['ben', 'busy'],
      ['chloe', 'online'],
    ])
    expect(audience.seen()).toContain('online chloe')
  })
})

function awayWhen(store: OnlineUsersStore, isAway: () => boolean): OnlineUsersStore {
  return new Proxy(store, {
    get: (target, name: keyof OnlineUsersStore) => {
      if (isAway()) return () => Promise.reject(new Error('the storage is away'))
      return target[name]
    },
  })
}
