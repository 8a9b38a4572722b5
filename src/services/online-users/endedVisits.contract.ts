import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type StoreHarness, summary } from './fakePresence'
import type { StoredChange } from './onlineUsersStore'
import { socketOf, testPresence, visitor } from './testPresence'

/** What the end of a visit owes on every storage: gone at once, on all processes, and nobody else. */
export function describeEndedVisits(name: string, open: () => Promise<StoreHarness>): void {
  describe(`visits that end: ${name}`, () => {
    let harness: StoreHarness

    beforeEach(async () => {
      harness = await open()
    })

    afterEach(() => harness.close())

    const processOf = () => testPresence({ store: harness.store }).onlineUsers
    const tabOf = (userId: string, tab: string, sessionId = `stay of ${userId}`) => ({
      ...socketOf(userId, tab),
      principal: visitor(userId, { sessionId }),
    })
    const online = async () =>
      (await harness.store.page('acme', { limit: 10 })).rows.map(({ userId }) => userId)

    test('PR-93 all tabs of the visit go at once, without grace and with one departure', async () => {
      const here = processOf()
      await here.connect(tabOf('v_vera', 'tab-1'))
      await here.connect(tabOf('v_vera', 'tab-2'))
      await here.connect(tabOf('v_vlad', 'tab-1'))
      await here.connect(socketOf('stay of v_vera'))
      const changes: StoredChange[] = []
      await harness.store.watch('acme', (change) => changes.push(change))
      await here.endVisit('stay of v_vera')
      expect(await online()).toEqual(['v_vlad', 'stay of v_vera'])
      await expect.poll(() => changes.map(summary)).toEqual(['update v_vera', 'offline v_vera'])
      const { steps } = await harness.store.explain('acme', 'v_vera')
      const end = { what: 'left', cause: 'signed-out', became: 'offline' }
      expect(steps).toContainEqual(expect.objectContaining(end))
      await here.endVisit('stay of v_vera')
      await here.heartbeat('v_vera.tab-1', { url: 'https://acme.example/later' })
      expect(await online()).toEqual(['v_vlad', 'stay of v_vera'])
    })

    test('PR-93 a visitor with another visit stays, and each process ends its own tabs', async () => {
      const [here, there] = [processOf(), processOf()]
      await here.connect(tabOf('v_vera', 'tab-1'))
      await there.connect(tabOf('v_vera', 'tab-2'))
      await there.connect(tabOf('v_vera', 'tab-3', 'another stay'))
      await here.endVisit('stay of v_vera')
      await there.endVisit('stay of v_vera')
      const row = await harness.store.find('acme', 'v_vera')
      expect(row?.connections.map(({ sessionId }) => sessionId)).toEqual(['another stay'])
      await there.endVisit('another stay')
      expect(await online()).toEqual([])
    })
  })
}
