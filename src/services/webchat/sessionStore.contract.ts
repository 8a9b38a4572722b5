import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SessionStore } from './sessionStore'
import { HOUR_MS, START_MS, sessionOf } from './testSessions'

interface StoreHarness {
  store: SessionStore
  /** The numeric id of a site of acme. */
  siteId: number
  close(): Promise<void>
}

/** What every storage of sessions must keep; `open` gives one with the tenants acme and globex. */
export function sessionStoreContract(open: () => Promise<StoreHarness>): void {
  describe('a session', () => {
    let harness: StoreHarness
    let store: SessionStore

    beforeAll(async () => {
      harness = await open()
      store = harness.store
    })
    afterAll(() => harness.close())

    test('WV-14 comes back as it was added', async () => {
      const first = sessionOf('s_first', { siteId: harness.siteId, fingerprint: 'a1b2' })
      const later = { visits: 7, firstSeenAtMs: START_MS - HOUR_MS, isAnonymous: false }
      const other = sessionOf('s_other', later)
      await store.add(first)
      await store.add(other)
      expect(await store.find('acme', 's_first')).toEqual(first)
      expect(await store.find('acme', 's_other')).toEqual(other)
      expect(await store.find('acme', 's_nowhere')).toBeUndefined()
    })

    test('WV-14 is found by its own tenant only', async () => {
      await store.add(sessionOf('s_globex', { tenantId: 'globex' }))
      expect(await store.find('acme', 's_globex')).toBeUndefined()
      expect(await store.find('globex', 's_globex')).toMatchObject({ tenantId: 'globex' })
    })

    test('PR-64 is found by its visitor, the newest one, in its tenant only', async () => {
      const stay = (id: string, hours: number) =>
        sessionOf(id, { userId: 'v_often', visits: hours, createdAtMs: START_MS + hours * HOUR_MS })
      for (const [id, hours] of [
        ['s_1', 1],
        ['s_3', 3],
        ['s_2', 2],
      ] as const)
        await store.add(stay(id, hours))
      expect(await store.findVisitor('acme', 'v_often')).toEqual(stay('s_3', 3))
      expect(await store.findVisitor('globex', 'v_often')).toBeUndefined()
      expect(await store.findVisitor('acme', 'v_nobody')).toBeUndefined()
    })

    test('WV-15 is prolonged by use and never the other way', async () => {
      await store.add(sessionOf('s_used'))
      const used = await store.touch(['s_used', 's_nowhere'], START_MS + HOUR_MS)
      expect(used).toEqual([sessionOf('s_used', { lastActivityMs: START_MS + HOUR_MS })])
      const [late] = await store.touch(['s_used'], START_MS)
      expect(late?.lastActivityMs).toBe(START_MS + HOUR_MS)
      expect(await store.touch([], START_MS)).toEqual([])
    })

    test('WV-16 has one stay that follows on it, however many ask at once', async () => {
      await store.add(sessionOf('s_over'))
      const next = ['s_a', 's_b', 's_c'].map((id) =>
        sessionOf(id, { userId: 'v_s_over', visits: 2 }),
      )
      const stays = await Promise.all(next.map((session) => store.succeed('s_over', session)))
      expect(new Set(stays.map(({ sessionId }) => sessionId)).size).toBe(1)
      expect(stays[0]).toMatchObject({ userId: 'v_s_over', visits: 2 })
    })

    describe('with a name', () => {
      const name = { tenantId: 'acme', origin: 'https://shop.acme.test', name: 'session-1' }
      const sinceMs = START_MS - 24 * HOUR_MS

      test('WV-17 is one, however many give the name at once', async () => {
        expect(await store.findNamed(name, sinceMs)).toBeUndefined()
        const made = ['s_n1', 's_n2', 's_n3'].map((id) => sessionOf(id))
        const named = await Promise.all(made.map((one) => store.addNamed(name, one, sinceMs)))
        expect(new Set(named.map(({ sessionId }) => sessionId)).size).toBe(1)
        expect(await store.findNamed(name, sinceMs)).toEqual(named[0])
      })

      test('WV-17 is another at another origin and for another tenant', async () => {
        const origin = 'https://www.acme.test'
        expect(await store.findNamed({ ...name, origin }, sinceMs)).toBeUndefined()
        expect(await store.findNamed({ ...name, tenantId: 'globex' }, sinceMs)).toBeUndefined()
        const globex = sessionOf('s_n4', { tenantId: 'globex' })
        const theirs = await store.addNamed({ ...name, tenantId: 'globex' }, globex, sinceMs)
        expect(theirs.sessionId).toBe('s_n4')
      })

      test('WV-17 gives the name back when it is over', async () => {
        const next = sessionOf('s_n5', { lastActivityMs: START_MS + 24 * HOUR_MS })
        expect(await store.findNamed(name, START_MS)).toBeUndefined()
        expect(await store.addNamed(name, next, START_MS)).toEqual(next)
      })
    })

    test('WV-30 that was ended stays what it was, and says so', async () => {
      await store.add(sessionOf('s_left', { isAnonymous: false, name: 'Vera' }))
      await store.end('s_left', START_MS + HOUR_MS)
      await store.end('s_left', START_MS + 3 * HOUR_MS)
      expect(await store.find('acme', 's_left')).toMatchObject({ isEnded: true, name: 'Vera' })
      expect(await store.endedSince(START_MS)).toContain('s_left')
      expect(await store.endedSince(START_MS + 2 * HOUR_MS)).not.toContain('s_left')
    })

    test('WV-23 is introduced by what is said, never where it is anonymous', async () => {
      await store.add(sessionOf('s_known', { isAnonymous: false, name: 'Vera', email: 'v@x.test' }))
      await store.introduce('s_known', { name: 'Vera V.' })
      const known = { name: 'Vera V.', email: 'v@x.test' }
      expect(await store.find('acme', 's_known')).toMatchObject(known)
      await store.add(sessionOf('s_nobody'))
      await store.introduce('s_nobody', { name: 'Vera' })
      expect(await store.find('acme', 's_nobody')).toEqual(sessionOf('s_nobody'))
    })

    test('WV-18 that was not used for long is removed', async () => {
      await store.add(sessionOf('s_old', { lastActivityMs: START_MS - 200 * HOUR_MS }))
      await store.add(sessionOf('s_new'))
      await store.forget(START_MS - 168 * HOUR_MS)
      expect(await store.find('acme', 's_old')).toBeUndefined()
      expect(await store.find('acme', 's_new')).toBeDefined()
    })
  })
}
