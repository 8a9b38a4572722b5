import { beforeAll, describe, expect, test } from 'vitest'
import type { OnlineUsersPage } from '@/lib/protocol'
import { dataOf } from './fakePresence'
import { memoryOnlineUsersStore } from './memoryOnlineUsersStore'
import { admin, testPresence } from './testPresence'

const ONLINE = 10_500
const PAGE = 1000
const idOf = (number: number) => `v_${String(number).padStart(6, '0')}`

/** What a page that keeps only the newest ten thousand relies on. */
describe('more people than a page keeps', () => {
  const store = memoryOnlineUsersStore()
  const { onlineUsers } = testPresence({ store })

  beforeAll(async () => {
    await store.renew('node-1', 60_000)
    for (let number = 0; number < ONLINE; number += 1) {
      const userId = idOf(number)
      const rare = number % 5000 === 7
      const title = rare ? 'Checkout' : 'Home'
      const data = { ...dataOf(userId), kind: 'visitor' as const, title, device: 'mobile' as const }
      await store.join({ tenantId: 'acme', instance: userId, userId, nodeId: 'node-1', data })
    }
  })

  test('PR-92 ten pages are the newest ten thousand, newest first', async () => {
    const seen: string[] = []
    let page: OnlineUsersPage | undefined
    for (let pages = 0; pages < 10; pages += 1) {
      page = await onlineUsers.page(admin, {
        order: 'newest',
        limit: PAGE,
        cursor: page?.nextCursor,
      })
      expect(page.total).toBe(ONLINE)
      seen.push(...page.users.map(({ userId }) => userId))
    }
    const expected = Array.from({ length: 10_000 }, (_, index) => idOf(ONLINE - 1 - index))
    expect(seen).toEqual(expected)
  })

  test('PR-91 a search finds those too who are not among them, newest first', async () => {
    const asked = { q: 'checkout', device: 'mobile', order: 'newest', limit: 2 } as const
    const first = await onlineUsers.page(admin, asked)
    const second = await onlineUsers.page(admin, { ...asked, cursor: first.nextCursor })
    expect([first.total, second.total]).toEqual([3, 3])
    const found = [...first.users, ...second.users].map(({ userId }) => userId)
    expect(found).toEqual([idOf(10_007), idOf(5007), idOf(7)])
    expect(second.nextCursor).toBeUndefined()
  })
})
