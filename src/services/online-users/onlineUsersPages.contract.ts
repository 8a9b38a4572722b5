import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dataOf, joining, type StoreHarness } from './fakePresence'
import type { JoiningConnection, OnlineUsersStore, StoredChange } from './onlineUsersStore'

/** What every implementation must give in pages, and count. */
export function describeOnlineUsersPages(name: string, open: () => Promise<StoreHarness>): void {
  describe(`online users store, pages and counts: ${name}`, () => {
    let harness: StoreHarness
    let store: OnlineUsersStore

    beforeEach(async () => {
      harness = await open()
      store = harness.store
      await store.renew('node-1', 15_000)
    })

    afterEach(() => harness.close())

    const join = (instance: string, change: Partial<JoiningConnection> = {}) =>
      store.join({ ...joining(instance), ...change })
    const leave = (instance: string, graceMs = 5000) =>
      store.leave({ tenantId: 'acme', instance, graceMs })
    const userIds = async () =>
      (await store.page('acme', { limit: 1000 })).rows.map(({ userId }) => userId)
    const watched = async () => {
      const changes: StoredChange[] = []
      await store.watch('acme', (change) => changes.push(change))
      return changes
    }
    const people = Array.from({ length: 25 }, (_, index) => `user-${index}`)
    const joinAll = async () => {
      for (const userId of people) await join(`${userId}.1`, { userId })
    }

    test('PR-6 pages give everybody once, in the order of coming online', async () => {
      await joinAll()
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await store.page('acme', { limit: 10, cursor })
        expect(page.total).toBe(25)
        seen.push(...page.rows.map(({ userId }) => userId))
        cursor = page.nextCursor
      } while (cursor)
      expect(seen).toEqual(people)
    })

    test('PR-6 who stays is on one page, whoever comes and goes between the pages', async () => {
      await joinAll()
      const first = await store.page('acme', { limit: 10 })
      for (const userId of people.slice(0, 20)) await leave(`${userId}.1`, 0)
      await join('late.1', { userId: 'late' })
      const { rows, nextCursor } = await store.page('acme', {
        limit: 10,
        cursor: first.nextCursor,
      })
      expect(rows.map(({ userId }) => userId)).toEqual([...people.slice(20), 'late'])
      expect(nextCursor).toBeUndefined()
    })

    test('PR-92 newest first is the same the other way round, whoever comes and goes', async () => {
      await joinAll()
      const newestFirst = true
      const first = await store.page('acme', { limit: 10, newestFirst })
      expect(first.total).toBe(25)
      await leave('user-20.1', 0)
      await leave('user-14.1', 0)
      await join('late.1', { userId: 'late' })
      const cursor = first.nextCursor
      const except = 'user-3'
      const rest = await store.page('acme', { limit: 100, cursor, newestFirst, except })
      expect(rest.nextCursor).toBeUndefined()
      const seen = [...first.rows, ...rest.rows].map(({ userId }) => userId)
      const unseen = ['user-14', except]
      expect(seen).toEqual(people.filter((userId) => !unseen.includes(userId)).reverse())
      const none = await store.page('nobody', { limit: 5, newestFirst })
      expect(none).toMatchObject({ rows: [], total: 0 })
      expect(none.nextCursor).toBeUndefined()
    })

    test('PR-6 a reload keeps the place', async () => {
      await join('ada.1')
      await join('ben.1', { userId: 'ben' })
      await leave('ada.1')
      await join('ada.2')
      expect(await userIds()).toEqual(['ada', 'ben'])
    })

    test('PR-7 a made-up cursor is refused', async () => {
      await expect(store.page('acme', { limit: 10, cursor: "'; --" })).rejects.toMatchObject({
        code: 'INVALID_REQUEST',
      })
    })

    test('PR-9 an excluded user is neither shown nor counted', async () => {
      await joinAll()
      const page = await store.page('acme', { limit: 1000, except: 'user-7' })
      expect(page.total).toBe(24)
      expect(page.rows.map(({ userId }) => userId)).not.toContain('user-7')
      expect(await store.count('acme', { except: 'user-7' })).toBe(24)
      expect(await store.count('acme', { except: 'nobody' })).toBe(25)
    })

    const visitor = (userId: string) => ({
      userId,
      data: { ...dataOf(userId), kind: 'visitor' as const },
    })
    const signedIn = { usersOnly: true }

    test('PR-50 without visitors, pages, total and count have the signed-in alone', async () => {
      for (const userId of people) {
        await join(`${userId}.1`, { userId })
        await join(`v_${userId}.1`, visitor(`v_${userId}`))
      }
      const first = await store.page('acme', { limit: 10, ...signedIn })
      expect(first).toMatchObject({ total: 25, version: 50 })
      const { nextCursor: cursor } = first
      const rest = await store.page('acme', { limit: 100, cursor, ...signedIn })
      expect(rest.nextCursor).toBeUndefined()
      const seen = [...first.rows, ...rest.rows].map(({ userId }) => userId)
      expect(seen).toEqual(people)
      expect(await store.count('acme', signedIn)).toBe(25)
      expect(await store.count('acme')).toBe(50)
      expect((await store.page('acme', { limit: 1 })).total).toBe(50)
    })

    test('PR-50 an excluded visitor is no user less', async () => {
      await join('ada.1')
      await join('v_vera.1', visitor('v_vera'))
      const count = (except: string) => store.count('acme', { except, ...signedIn })
      expect([await count('v_vera'), await count('ada')]).toEqual([1, 0])
      const page = await store.page('acme', { limit: 5, except: 'v_vera', ...signedIn })
      expect([page.total, page.rows.length]).toEqual([1, 1])
    })

    test('PR-51 a change that takes somebody offline says whether it was a visitor', async () => {
      const changes = await watched()
      await join('ada.1')
      await join('v_vera.1', visitor('v_vera'))
      await join('v_vlad.1', visitor('v_vlad'))
      const left = await leave('v_vera.1', 0)
      expect(left).toMatchObject({ offline: { userId: 'v_vera', kind: 'visitor' } })
      await leave('ada.1', 5000)
      await leave('v_vlad.1', 5000)
      await harness.advance(5000)
      const { offline } = await store.expire('acme')
      expect(offline.map(({ userId, kind }) => [userId, kind]).sort()).toEqual([
        ['ada', 'user'],
        ['v_vlad', 'visitor'],
      ])
      const gone = changes.flatMap((change) =>
        change.type === 'offline' ? `${change.userId} ${change.kind}` : [],
      )
      expect(gone.sort()).toEqual(['ada user', 'v_vera visitor', 'v_vlad visitor'])
      expect(await store.count('acme', signedIn)).toBe(0)
    })

    test('I5 count, pages and projection agree, users in grace included', async () => {
      await joinAll()
      await leave('user-3.1', 0)
      await leave('user-4.1')
      expect(await store.count('acme')).toBe(24)
      expect((await store.page('acme', { limit: 5 })).total).toBe(24)
      expect((await store.projection('acme')).size).toBe(24)
    })
  })
}
