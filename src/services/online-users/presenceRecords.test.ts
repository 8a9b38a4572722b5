import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import { admin, person, socketOf } from './testPresence'
import { testPresenceRecords } from './testPresenceRecords'

const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
const url = (page: string) => `https://acme.example${page}`

describe.each(testDatabases())('the records of presence on $name', ({ open }) => {
  let database: Database
  let world: Awaited<ReturnType<typeof testPresenceRecords>>

  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    world = await testPresenceRecords(database, {
      'acme u_ben': {
        email: 'ben@acme.test',
        firstSeenAt: '2025-12-01T10:00:00.000Z',
        lastSeenAt: '2026-01-14T10:00:00.000Z',
      },
    })
    await database.query('delete from page_views')
    await database.query('delete from presence_minutes')
  })
  afterEach(() => world.presenceRecords.close())
  afterAll(() => database.close())

  const bot = (id: string) => {
    const socket = socketOf(id)
    return { ...socket, origin: { ...socket.origin, userAgent: GOOGLEBOT } }
  }
  const urls = async (userId: string) =>
    (await world.presenceRecords.details('acme', userId)).pages.map((page) => page.url)

  test('PR-64 somebody online is shown with the pages of this stay', async () => {
    const { pass, onlineUsers, presenceRecords } = world
    await onlineUsers.connect(socketOf('v_1', 'laptop', 'tab-1'))
    await pass(42_000)
    await onlineUsers.heartbeat('v_1.laptop', { url: url('/pricing'), title: 'Pricing' })
    expect(await presenceRecords.details('acme', 'v_1')).toEqual({
      success: true,
      user: expect.objectContaining({ userId: 'v_1', url: url('/pricing'), title: 'Pricing' }),
      lastSeenAt: '2026-01-15T09:00:42.000Z',
      pages: [
        { url: url('/pricing'), title: 'Pricing', enteredAt: '2026-01-15T09:00:42.000Z' },
        {
          url: url('/start'),
          title: 'Start',
          enteredAt: '2026-01-15T09:00:00.000Z',
          leftAt: '2026-01-15T09:00:42.000Z',
        },
      ],
    })
  })

  test('PR-64 a colleague who is offline is shown with e-mail and times, a stranger is not', async () => {
    const { onlineUsers, presenceRecords } = world
    expect(await presenceRecords.details('acme', 'u_ben')).toEqual({
      success: true,
      firstSeenAt: '2025-12-01T10:00:00.000Z',
      lastSeenAt: '2026-01-14T10:00:00.000Z',
      pages: [],
    })
    await onlineUsers.connect(socketOf('u_ben'))
    const { user } = await presenceRecords.details('acme', 'u_ben')
    expect(user?.email).toBe('ben@acme.test')
    for (const [tenantId, userId] of [
      ['globex', 'u_ben'],
      ['acme', 'v_nobody'],
      ['nowhere', 'u_ben'],
    ] as const) {
      const asked = presenceRecords.details(tenantId, userId)
      await expect(asked).rejects.toMatchObject({ code: 'USER_NOT_FOUND' })
    }
  })

  test('PR-65 a reload to another process shows one page, and the end of the stay its end', async () => {
    const { pass, onlineUsers } = world
    const other = world.process()
    await onlineUsers.connect(socketOf('v_1', 'before', 'tab-1'))
    await pass(10_000)
    await onlineUsers.disconnect('v_1.before')
    await pass(2000)
    await other.onlineUsers.connect(socketOf('v_1', 'after', 'tab-1'))
    await pass(5000)
    expect(await urls('v_1')).toEqual([url('/start')])
    await other.onlineUsers.disconnect('v_1.after')
    await pass(60_000)
    const { user, pages } = await world.presenceRecords.details('acme', 'v_1')
    expect(user).toBeUndefined()
    expect(pages.map(({ leftAt }) => leftAt)).toEqual(['2026-01-15T09:00:17.000Z'])
    await other.presenceRecords.close()
  })

  test.each(['a\u0000b', ' ', 'a'.repeat(65), ''])(
    'PR-75 a tab’s id that is none, like %j, keeps nobody’s trail from being written',
    async (tab) => {
      const { onlineUsers } = world
      await onlineUsers.connect(socketOf('v_1', 'laptop', tab))
      await onlineUsers.connect(socketOf('v_2', 'laptop', 'tab-2'))
      expect([await urls('v_1'), await urls('v_2')]).toEqual([[url('/start')], [url('/start')]])
    },
  )

  test('PR-63 what a process noted is written when it closes', async () => {
    const { pass, onlineUsers, presenceRecords } = world
    await onlineUsers.connect(socketOf('v_1'))
    await pass(300)
    await onlineUsers.close()
    await presenceRecords.close()
    const left = 'select left_at from page_views where left_at is not null'
    expect(await database.query(left)).toHaveLength(1)
  })

  test('PR-68 declared programs are counted beside the people, on any process', async () => {
    const { pass, onlineUsers, presenceRecords } = world
    const other = world.process()
    await onlineUsers.connect(socketOf('v_1'))
    await onlineUsers.connect(bot('v_crawler'))
    await other.onlineUsers.connect(bot('v_preview'))
    await other.onlineUsers.connect(bot('u_ben'))
    await pass(15_000)
    expect((await onlineUsers.list(admin)).map(({ userId }) => userId)).toEqual(['v_1', 'u_ben'])
    expect(await onlineUsers.count('acme')).toBe(2)
    const history = await presenceRecords.history('acme', { minutes: 30, withTeam: false })
    expect(history).toMatchObject({ bots: 2, minutes: [{ online: 1 }] })
    await other.onlineUsers.disconnect('v_preview.1')
    await pass(6000)
    const { bots } = await presenceRecords.history('acme', { minutes: 30, withTeam: false })
    expect(bots).toBe(1)
    expect((await presenceRecords.history('globex', { minutes: 30, withTeam: false })).bots).toBe(0)
    await other.presenceRecords.close()
  })

  test('PR-71 history has minutes of visitors or of everybody, and the last visit', async () => {
    const { pass, onlineUsers, presenceRecords } = world
    const asked = (minutes: number, withTeam = false) =>
      presenceRecords.history('acme', { minutes, withTeam })
    expect(await asked(30)).toEqual({
      success: true,
      minutes: [{ at: '2026-01-15T09:00:00.000Z', online: 0 }],
      bots: 0,
    })
    await onlineUsers.connect(socketOf('v_1'))
    await onlineUsers.connect(socketOf('u_ben'))
    await pass(61_000)
    await onlineUsers.disconnect('v_1.1')
    await pass(60_000)
    expect((await asked(30)).minutes).toEqual([
      { at: '2026-01-15T09:00:00.000Z', online: 1 },
      { at: '2026-01-15T09:01:00.000Z', online: 1 },
      { at: '2026-01-15T09:02:00.000Z', online: 0 },
    ])
    expect((await asked(30, true)).minutes.map(({ online }) => online)).toEqual([2, 2, 1])
    expect((await asked(1)).minutes).toHaveLength(1)
    expect((await asked(30)).lastVisit).toEqual({
      at: '2026-01-15T09:01:01.000Z',
      url: url('/start'),
      title: 'Start',
    })
  })

  test('PR-70 a tenant that was asked for has a flat line where nobody is', async () => {
    const { pass, presenceRecords } = world
    const question = { minutes: 5, withTeam: false }
    await presenceRecords.history('globex', question)
    await pass(125_000)
    const { minutes } = await presenceRecords.history('globex', question)
    expect(minutes.map(({ online }) => online)).toEqual([0, 0, 0])
  })

  test('PR-66 pages older than 30 days and minutes older than 31 are forgotten', async () => {
    const { clock, pass, onlineUsers, presenceRecords } = world
    await onlineUsers.connect(socketOf('v_1'))
    await pass(16_000)
    await onlineUsers.disconnect('v_1.1', { graceMs: 0 })
    await presenceRecords.close()
    const days = 86_400_000
    clock.freeze(30 * days)
    const later = world.process()
    await pass(3_600_000, 1_800_000)
    const count = async (table: string) => (await database.query(`select 1 from ${table}`)).length
    expect([await count('page_views'), await count('presence_minutes')]).toEqual([0, 1])
    await pass(days, 3_600_000)
    expect(await count('presence_minutes')).toBe(0)
    await later.presenceRecords.close()
  })

  test('PR-73 visitors are away after the time of visitors, users after theirs', async () => {
    const { presenceRecords } = world
    await presenceRecords.changeSettings('acme', { idleAfterSeconds: 60, awayAfterSeconds: 900 })
    const away = (kind: 'user' | 'visitor') => presenceRecords.awayAfterSeconds('acme', kind)
    expect([await away('visitor'), await away('user')]).toEqual([60, 900])
    expect(await presenceRecords.awayAfterSeconds('globex', 'user')).toBe(600)
  })

  test('PR-28 members are shown nothing of what is known of a visitor', async () => {
    const { onlineUsers } = world
    const socket = socketOf('v_1')
    const told = {
      userAgent: 'Mozilla/5.0 (X11; Linux) Firefox/132.0',
      language: 'de',
      country: 'DE',
    }
    await onlineUsers.connect({ ...socket, origin: { ...socket.origin, ...told } })
    const rich = { device: 'desktop', browser: 'Firefox', language: 'de', country: 'DE' }
    expect((await onlineUsers.list(admin))[0]).toMatchObject(rich)
    const [seen] = await onlineUsers.list(person('ben'))
    expect(Object.keys(seen ?? {}).filter((key) => key in rich)).toEqual([])
  })
})
