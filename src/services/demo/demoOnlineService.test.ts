import { expect, test } from 'vitest'
import type { OnlineUser, OnlineUsersPage } from '@/lib/protocol'
import { createDemoOnline } from './demoOnlineService'

test('DM-5 a row says nothing that opens a session or names a conversation', async () => {
  const { rows } = await demo([
    user('v_0123456789abcdef', {
      name: 'Chloe',
      email: 'chloe@example.com',
      url: 'https://acme.example/pricing?token=1#x',
      title: 'Pricing',
      country: 'DE',
    }),
    user('u_ada', { kind: 'user', url: 'https://acme.example/chat/c_42', title: 'Ben – Chat' }),
  ]).look({ limit: 5 })
  const since = '2026-01-15T09:00:00Z'
  const chloe = { id: '89abcdef', kind: 'visitor', name: 'Chloe', path: '/pricing' }
  expect(rows).toEqual([
    { ...chloe, title: 'Pricing', country: 'DE', since, isIdle: false },
    { id: 'u_ada', kind: 'user', path: '/chat', since, isIdle: false },
  ])
})

test('DM-5 who asks comes first, then who came last, and everybody is counted', async () => {
  const users = [1, 2, 3, 4].map((minute) =>
    user(`v_0000000${minute}`, { connectedAt: `2026-01-15T09:0${minute}:00Z` }),
  )
  const { rows, online } = await demo(users).look({ you: '00000002', limit: 3 })
  expect(rows.map(({ id }) => id)).toEqual(['00000002', '00000004', '00000003'])
  expect(online).toBe(4)
})

test('DM-5 of more than are read the newest are shown', async () => {
  const asked: object[] = []
  const page = async (_: object, read: object = {}) => {
    asked.push(read)
    return { ...pageOf([user('v_00000001')]), total: 24_318 }
  }
  const onlineUsers = { page, count: async () => 0 }
  const online = createDemoOnline({ isDemo: true, tenantId: 't', onlineUsers })
  expect((await online.look({ limit: 5 })).online).toBe(24_318)
  expect(asked).toEqual([{ limit: 1000, order: 'newest' }])
})

test('DM-5 however many look, the list is read twice a second', async () => {
  let nowMs = 0
  let reads = 0
  const page = async () => {
    reads += 1
    return pageOf([])
  }
  const onlineUsers = { page, count: async () => 0 }
  const online = createDemoOnline({ isDemo: true, tenantId: 't', onlineUsers, now: () => nowMs })
  await Promise.all([1, 2, 3].map((limit) => online.look({ limit })))
  expect(reads).toBe(1)
  nowMs += 500
  await online.look({ limit: 1 })
  expect(reads).toBe(2)
})

test('DM-5 without a demo there is nothing to see', async () => {
  await expect(demo([user('v_1')], false).look({ limit: 1 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

function demo(users: OnlineUser[], isDemo = true) {
  const onlineUsers = { page: async () => pageOf(users), count: async () => users.length }
  return createDemoOnline({ isDemo, tenantId: 'tenant-123', onlineUsers })
}

function pageOf(users: OnlineUser[]): OnlineUsersPage {
  return { users, total: users.length, version: 1, epoch: 'e' }
}

function user(userId: string, change: Partial<OnlineUser> = {}): OnlineUser {
  return {
    userId,
    sessionId: `session of ${userId}`,
    connectedAt: '2026-01-15T09:00:00Z',
    domain: 'acme.example',
    origin: 'https://acme.example',
    url: 'https://acme.example/',
    kind: 'visitor',
    ...change,
  }
}
