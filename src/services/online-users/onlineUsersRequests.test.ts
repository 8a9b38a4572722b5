import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { createRequestLimits, type Principal, usualLimits } from '@/services/realtime'
import { getOnlineUsers } from './onlineUsersRequests'
import { admin, person, socketOf, testPresence } from './testPresence'

async function threeOnline(caller: Principal = person('ben')) {
  const { onlineUsers } = testPresence()
  const ada = person('ada', { name: 'Ada', avatar: '/ada.png', role: 'admin' })
  for (const who of [ada, person('ben'), person('chloe')]) await onlineUsers.connect(socketOf(who))
  await onlineUsers.connect(socketOf(person('dana', { tenantId: 'globex' })))
  const services = {
    onlineUsers,
    authenticate: async () => caller,
    limits: createRequestLimits(usualLimits),
    sawTab: () => {},
    log: pino({ level: 'silent' }),
  }
  return async (query = '') => {
    const request = new Request(`http://localhost/api/online-users${query}`)
    const response = await getOnlineUsers(services, request)
    return { status: response.status, body: await response.json() }
  }
}

describe('GET /api/online-users', () => {
  test('PR-35 gives the colleagues who are online, and nothing more of them', async () => {
    const get = await threeOnline()
    const { status, body } = await get()
    expect(status).toBe(200)
    expect(body).toEqual({
      success: true,
      data: [
        {
          userId: 'ada',
          name: 'Ada',
          avatar: '/ada.png',
          status: 'online',
          connectedAt: '2026-01-15T09:00:00.000Z',
          lastSeen: '2026-01-15T09:00:00.000Z',
        },
        expect.objectContaining({ userId: 'ben' }),
        expect.objectContaining({ userId: 'chloe' }),
      ],
      count: 3,
      version: 3,
      epoch: expect.any(String),
    })
  })

  test('PR-35 shows admins no more than members', async () => {
    const [forAdmin, forMember] = [await threeOnline(admin), await threeOnline()]
    const fieldsOf = (answer: { body: { data: object[] } }) => answer.body.data.map(Object.keys)
    expect(fieldsOf(await forAdmin())).toEqual(fieldsOf(await forMember()))
  })

  test('PR-36 leaves out excludeUserId, from the list and from the count', async () => {
    const get = await threeOnline()
    const { body } = await get('?excludeUserId=ben')
    expect(body.data.map(({ userId }: { userId: string }) => userId)).toEqual(['ada', 'chloe'])
    expect(body.count).toBe(2)
  })

  test('PR-36 with countOnly=true gives the count alone', async () => {
    const get = await threeOnline()
    expect((await get('?countOnly=true')).body).toEqual({ success: true, count: 3 })
    expect((await get('?countOnly=true&excludeUserId=ben')).body.count).toBe(2)
    expect((await get('?countOnly=true&excludeUserId=erin')).body.count).toBe(3)
    expect((await get('?countOnly=false')).body.data).toHaveLength(3)
  })

  test('PR-37 pages by limit and cursor', async () => {
    const get = await threeOnline()
    const first = (await get('?limit=2')).body
    expect(first.data).toHaveLength(2)
    expect(first.count).toBe(3)
    const second = (await get(`?limit=2&cursor=${first.nextCursor}`)).body
    expect(second.data.map(({ userId }: { userId: string }) => userId)).toEqual(['chloe'])
    expect(second).not.toHaveProperty('nextCursor')
  })

  test.each([
    '?limit=0',
    '?limit=1001',
    '?limit=many',
    '?countOnly=yes',
    '?cursor=x',
    '?excludeUserId=',
  ])('PR-37 refuses %s', async (query) => {
    const get = await threeOnline()
    const { status, body } = await get(query)
    expect(status).toBe(400)
    expect(body.code).toBe('INVALID_REQUEST')
  })

  test('PR-35 is for signed-in users', async () => {
    const get = await threeOnline({ kind: 'service', tenantId: 'acme', keyId: '1', scopes: [] })
    expect((await get()).status).toBe(403)
  })
})
