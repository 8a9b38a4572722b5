import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { refusal } from '@/lib/errors'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import type { VisitorTokens } from '@/services/identity'
import { createVisitorSessions } from './createVisitorSessions'
import type { VisitorSession } from './sessionStore'
import { acme, addTestTenants, HOUR_MS, START_MS, silent } from './testSessions'
import type { VisitorSessionsService } from './visitorSessionsService'

const DAY_MS = 24 * HOUR_MS
const page = { address: '192.0.2.1' }

describe.each(testDatabases())('sessions of visitors on $name', ({ open }) => {
  let database: Database
  let sessions: VisitorSessionsService
  let shown: VisitorSession[]
  let newVisitors: number
  let mostVisitors: number

  beforeAll(async () => {
    database = await open()
    await addTestTenants(database, 'acme', 'globex')
  })
  afterAll(() => database.close())

  beforeEach(() => {
    vi.useFakeTimers({ now: START_MS, toFake: ['setTimeout', 'setInterval', 'Date'] })
    shown = []
    newVisitors = 0
    mostVisitors = 100
    sessions = createVisitorSessions({
      database,
      tokens: plainTokens,
      projection: { write: async (some) => void shown.push(...some), remove: async () => {} },
      merger: { merge: async () => [] },
      ends: { announce: () => undefined },
      limits: {
        newVisitor: async () => {
          newVisitors += 1
          if (newVisitors > mostVisitors) throw refusal('RATE_LIMIT_EXCEEDED')
          return { limit: mostVisitors, remaining: 0, resetSeconds: 1 }
        },
      },
      log: silent,
      now: Date.now,
    })
  })
  afterEach(async () => {
    await sessions.close()
    vi.useRealTimers()
  })

  const rowOf = async (sessionId: string) => {
    const text = 'select visits, first_seen_at, last_activity from visitor_sessions where id = $1'
    const [row] = await database.query<Record<string, Date | number>>(text, [sessionId])
    return { ...row, visits: Number(row?.visits) } as {
      visits: number
      first_seen_at: Date
      last_activity: Date
    }
  }

  test('WV-3 goes on within its 24 hours, and every use is a new beginning of them', async () => {
    const first = await sessions.grant(acme, page)
    let { token } = first
    for (let hour = 0; hour < 60; hour += 20) {
      vi.setSystemTime(Date.now() + 20 * HOUR_MS)
      const again = await sessions.grant(acme, { ...page, token })
      expect(again).toMatchObject({ sessionId: first.sessionId, userId: first.userId })
      token = again.token
    }
    expect((await rowOf(first.sessionId)).visits).toBe(1)
    expect(newVisitors).toBe(1)
  })

  test('WV-16 after them begins the next stay of the same visitor, once for all tabs', async () => {
    const first = await sessions.grant(acme, page)
    vi.setSystemTime(START_MS + DAY_MS)
    const tab = () => sessions.grant(acme, { ...page, token: first.token })
    const tabs = await Promise.all([tab(), tab(), tab()])
    expect(new Set(tabs.map(({ sessionId }) => sessionId)).size).toBe(1)
    expect(tabs[0]?.sessionId).not.toBe(first.sessionId)
    expect(tabs[0]?.userId).toBe(first.userId)
    const { visits, first_seen_at } = await rowOf(tabs[0]?.sessionId ?? '')
    expect([visits, first_seen_at.getTime()]).toEqual([2, START_MS])
    expect(newVisitors).toBe(1)
  })

  test('WV-3 of another tenant is not continued', async () => {
    const { token, sessionId } = await sessions.grant(acme, page)
    const theirs = await sessions.grant({ ...acme, tenantId: 'globex' }, { ...page, token })
    expect(theirs.sessionId).not.toBe(sessionId)
  })

  test('WV-19 an address that makes up too many visitors is refused, not those who come back', async () => {
    mostVisitors = 2
    const { token } = await sessions.grant(acme, page)
    await sessions.enter(acme, { ...page, name: 'session-flood' })
    for (const name of [undefined, 'session-more']) {
      const more = sessions.enter(acme, { ...page, name })
      await expect(more).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' })
    }
    newVisitors = 0
    await sessions.grant(acme, { ...page, token })
    await sessions.enter(acme, { ...page, name: 'session-flood' })
    expect(newVisitors).toBe(0)
  })

  test.each(['', 'a b', 'x'.repeat(129), 's_of_the_server', '../..'])(
    'WV-7 a client’s name %j is none',
    async (name) => {
      const visitor = await sessions.enter(acme, { ...page, name })
      expect(visitor.unprovenName).toBeUndefined()
      expect(visitor.sessionId).not.toBe(name)
    },
  )

  test('WV-20 lives on while a visitor is connected, and is noted together', async () => {
    const [one, other] = [await sessions.enter(acme, page), await sessions.enter(acme, page)]
    sessions.keepAlive(one.sessionId)
    sessions.keepAlive(other.sessionId)
    sessions.letGo(other.sessionId)
    await vi.advanceTimersByTimeAsync(48 * HOUR_MS)
    await sessions.close()
    const last = (await rowOf(one.sessionId)).last_activity.getTime()
    expect(last).toBeGreaterThan(START_MS + 47 * HOUR_MS)
    expect((await rowOf(other.sessionId)).last_activity.getTime()).toBeLessThan(START_MS + HOUR_MS)
    sessions.letGo(one.sessionId)
  })

  test('WV-21 is shown to other programs with every use', async () => {
    const { sessionId, token } = await sessions.grant(acme, page)
    await sessions.grant(acme, { ...page, token })
    sessions.keepAlive(sessionId)
    await sessions.close()
    expect(shown.map((session) => session.sessionId)).toEqual([sessionId, sessionId, sessionId])
  })
})

/** Tokens that a test can read: never in a product. */
const plainTokens: VisitorTokens = {
  isRemembered: () => false,
  remembered: () => undefined,
  lifeMs: HOUR_MS,
  sign: async (holder) => JSON.stringify(holder),
  verify: async (token) => ({ kind: 'visitor', ...JSON.parse(token), expiresAtMs: 0 }),
  verifyLate: async (token) => ({ kind: 'visitor', ...JSON.parse(token), expiresAtMs: 0 }),
}
