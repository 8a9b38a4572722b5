import { expect, test } from 'vitest'
import { refusal } from '@/lib/errors'
import { joining } from './fakePresence'
import { memoryOnlineUsersStore } from './memoryOnlineUsersStore'
import type { OnlineUsersStore } from './onlineUsersStore'
import { TestClock } from './testClock'
import { admin, person, socketOf, testPresence } from './testPresence'

/** A process whose storage can go away. */
function testAway() {
  const clock = new TestClock()
  const empty = () => memoryOnlineUsersStore({ now: clock.now })
  const state = { isAway: false, isFilling: false, store: empty(), comesBack: () => {}, empty }
  const store = new Proxy(state.store, {
    get: (_, name) => {
      if (name === 'whenBack') return whenBack
      if (name === 'isFilling') return () => state.isFilling
      if (state.isAway) return () => Promise.reject(refusal('UNAVAILABLE'))
      return Reflect.get(state.store, name)
    },
  }) as OnlineUsersStore
  const whenBack = (listener: () => void) => {
    state.comesBack = () => {
      state.isAway = false
      listener()
    }
  }
  return { ...testPresence({ clock, store }), state }
}

test('PR-80 while the storage is away the last list is shown, and says that it is stale', async () => {
  const { onlineUsers, clock, state } = testAway()
  await onlineUsers.connect(socketOf('ada'))
  await onlineUsers.connect(socketOf('ben'))
  await clock.advance(1000)
  const fresh = await onlineUsers.page(admin)
  expect(fresh).not.toHaveProperty('stale')
  state.isAway = true
  expect(await onlineUsers.page(admin)).toEqual({ ...fresh, stale: true })
  expect(await onlineUsers.page(admin, { limit: 1 })).toMatchObject({ total: 2, stale: true })
  const { colleagues, ...rest } = await onlineUsers.colleagues(person('ada'), { except: 'ada' })
  expect(colleagues.map(({ userId }) => userId)).toEqual(['ben'])
  expect(rest).toMatchObject({ count: 1, stale: true })
  expect(await onlineUsers.count('acme', { except: 'ben' })).toBe(1)
  state.isAway = false
  expect(await onlineUsers.page(admin)).toEqual(fresh)
})

test('PR-81 the list shown then has every change that was heard before', async () => {
  const { onlineUsers, clock, state } = testAway()
  await onlineUsers.connect(socketOf('ada'))
  await onlineUsers.page(admin)
  await onlineUsers.connect(socketOf('ben'))
  await onlineUsers.connect(socketOf('chloe'))
  await onlineUsers.disconnect('ada.1', { graceMs: 0 })
  await onlineUsers.heartbeat('ben.1', { status: 'busy' })
  await clock.advance(1000)
  state.isAway = true
  const { users, total, version } = await onlineUsers.page(admin)
  expect(users.map(({ userId, status }) => `${userId} ${status}`)).toEqual([
    'ben busy',
    'chloe online',
  ])
  expect([total, version]).toEqual([2, 5])
})

test('PR-82 what this process never knew is refused while the storage is away', async () => {
  const { onlineUsers, state } = testAway()
  await onlineUsers.connect(socketOf('ada'))
  await onlineUsers.page(admin)
  state.isAway = true
  const away = { code: 'UNAVAILABLE' }
  const globex = person('chloe', { tenantId: 'globex', role: 'admin' })
  await expect(onlineUsers.page(globex)).rejects.toMatchObject(away)
  await expect(onlineUsers.page(admin, { cursor: '1' })).rejects.toMatchObject(away)
  await expect(onlineUsers.count('globex')).rejects.toMatchObject(away)
})

test('PR-80 of the lists of many tenants the newest hundred are remembered', async () => {
  const { onlineUsers, state } = testAway()
  const adminOf = (number: number) => person('ada', { tenantId: `tenant-${number}`, role: 'admin' })
  for (let number = 0; number <= 100; number += 1) await onlineUsers.page(adminOf(number))
  state.isAway = true
  await expect(onlineUsers.page(adminOf(0))).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect(await onlineUsers.page(adminOf(1))).toMatchObject({ users: [], stale: true })
})

test('PR-81 however much changes, the remembered list does not grow without bound', async () => {
  const { onlineUsers, clock, state } = testAway()
  await onlineUsers.connect(socketOf('ada'))
  await onlineUsers.page(admin)
  const people = Array.from({ length: 2500 }, (_, index) => `user-${index}`)
  for (const userId of people) await onlineUsers.connect(socketOf(userId))
  await clock.advance(1000)
  state.isAway = true
  const { total } = await onlineUsers.page(admin)
  expect(total).toBe(2501)
  expect(await onlineUsers.list(admin)).toHaveLength(1000)
})

test('PR-83 while a storage that came back empty is filled again, the list is the one from before', async () => {
  const { onlineUsers, clock, state } = testAway()
  await onlineUsers.connect(socketOf('ada'))
  await onlineUsers.connect(socketOf('ben'))
  await clock.advance(1000)
  const before = await onlineUsers.page(admin)
  state.store = state.empty()
  await state.store.join(joining('ada.1'))
  expect(await onlineUsers.page(admin)).toEqual({ ...before, stale: true })
  expect(await onlineUsers.count('acme')).toBe(2)
  await clock.advance(4000)
  expect(await onlineUsers.page(admin)).toMatchObject({ total: 1 })
  expect(await onlineUsers.page(admin)).not.toHaveProperty('stale')
})

test('PR-83 a process that knew no list before says of one that is filled again that it is stale', async () => {
  const { onlineUsers, state } = testAway()
  state.isFilling = true
  await onlineUsers.connect(socketOf('ada'))
  expect(await onlineUsers.page(admin)).toMatchObject({ total: 1, stale: true })
  state.isFilling = false
  expect(await onlineUsers.page(admin)).not.toHaveProperty('stale')
})

test('PR-84 when the storage is back, what was missed is made up for at once', async () => {
  const { onlineUsers, clock, state } = testAway()
  state.isAway = true
  void onlineUsers.connect(socketOf('ada'))
  await clock.advance(2000)
  state.comesBack()
  await clock.advance(1001)
  expect(await onlineUsers.isOnline('acme', 'ada')).toBe(true)
})

test('PR-84 nobody is taken for dead for having been without the storage', async () => {
  const { onlineUsers, clock, state } = testAway()
  await state.store.renew('another node', 15_000)
  await state.store.join({ ...joining('ada.1'), nodeId: 'another node' })
  state.isAway = true
  await clock.advance(20_000)
  state.comesBack()
  await clock.advance(14_000)
  expect(await state.store.missing('acme', 'another node', ['ada.1'])).toEqual([])
  await clock.advance(15_000)
  expect(await onlineUsers.isOnline('acme', 'ada')).toBe(false)
})
