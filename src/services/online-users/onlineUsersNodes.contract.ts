import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { joining, type StoreHarness, summary } from './fakePresence'
import type { JoiningConnection, OnlineUsersStore, StoredChange } from './onlineUsersStore'

/** What every implementation owes when nodes die, pause and come back. */
export function describeOnlineUsersNodes(name: string, open: () => Promise<StoreHarness>): void {
  describe(`online users store, nodes: ${name}`, () => {
    let harness: StoreHarness
    let store: OnlineUsersStore

    beforeEach(async () => {
      harness = await open()
      store = harness.store
      await store.renew('node-1', 15_000)
      await store.renew('node-2', 15_000)
    })

    afterEach(() => harness.close())

    const join = (instance: string, change: Partial<JoiningConnection> = {}) =>
      store.join({ ...joining(instance), ...change })
    const reap = (nodeId: string, limit = 500) => store.reap(nodeId, { limit, graceMs: 5000 })
    const userIds = async () =>
      (await store.page('acme', { limit: 1000 })).rows.map(({ userId }) => userId)

    test('PR-11 a node with a valid lease cannot be reaped', async () => {
      await join('ada.1')
      await harness.advance(14_000)
      await store.renew('node-1', 15_000)
      await harness.advance(14_000)
      expect(await store.lapsedNodes()).toEqual(['node-2'])
      expect(await reap('node-1')).toMatchObject({ removed: 0, more: false })
      expect(await store.leave({ tenantId: 'acme', instance: 'ada.1', graceMs: 5000 })).toEqual({
        state: 'grace',
      })
    })

    test('PR-11 a dead node is reaped in batches, and its users get the grace', async () => {
      for (const userId of ['ada', 'ben', 'chloe']) await join(`${userId}.1`, { userId })
      await join('ada.2', { nodeId: 'node-2' })
      await harness.advance(15_000)
      await store.renew('node-2', 15_000)
      expect(await reap('node-1', 2)).toMatchObject({ removed: 2, more: true, tenants: ['acme'] })
      expect(await reap('node-1', 2)).toMatchObject({ removed: 1, more: false })
      expect(await store.lapsedNodes()).toEqual([])
      expect((await userIds()).sort()).toEqual(['ada', 'ben', 'chloe'])
      await harness.advance(5000)
      expect((await store.expire()).offline).toHaveLength(2)
      expect(await userIds()).toEqual(['ada'])
    })

    test('PR-11 a reaped id never gets a lease again', async () => {
      await join('ada.1')
      await harness.advance(15_000)
      await reap('node-1')
      expect(await store.renew('node-1', 15_000)).toBe(false)
      expect(await store.renew('node-3', 15_000)).toBe(true)
    })

    test('PR-12 a connection joined under a reaped id is found by the next sweep', async () => {
      await harness.advance(15_000)
      await reap('node-1')
      await join('ada.1')
      expect(await store.lapsedNodes()).toContain('node-1')
      expect(await reap('node-1')).toMatchObject({ removed: 1 })
    })

    test('I10 a node that was taken for dead brings its users back under a new id', async () => {
      const changes: StoredChange[] = []
      await store.watch('acme', (change) => changes.push(change))
      await join('ada.1')
      await join('ada.2')
      await harness.advance(15_000)
      await reap('node-1', 1)
      await store.renew('node-3', 15_000)
      expect(await store.missing('acme', 'node-3', ['ada.1', 'ada.2'])).toEqual(['ada.1', 'ada.2'])
      for (const tab of ['ada.1', 'ada.2']) await join(tab, { nodeId: 'node-3' })
      expect(await store.missing('acme', 'node-3', ['ada.1', 'ada.2'])).toEqual([])
      await reap('node-1')
      await harness.advance(6000)
      await store.expire()
      expect((await store.find('acme', 'ada'))?.connections).toHaveLength(2)
      expect(changes.map(summary)).not.toContain('offline ada')
    })

    test('I6 when all nodes are gone and swept, only epoch, version and log are left', async () => {
      await join('ada.1')
      await join('ben.1', { userId: 'ben', nodeId: 'node-2', tenantId: 'globex' })
      const { epoch, version } = await store.page('acme', { limit: 1 })
      await harness.advance(15_000)
      for (const nodeId of await store.lapsedNodes()) await reap(nodeId)
      await harness.advance(5000)
      await store.expire()
      expect(await store.lapsedNodes()).toEqual([])
      expect(await store.expire()).toEqual({ offline: [] })
      expect((await store.projection('acme')).size).toBe(0)
      const page = await store.page('acme', { limit: 1 })
      expect(page).toEqual({ rows: [], total: 0, epoch, version: version + 1 })
      expect(await store.since('acme', { epoch, after: 0 })).toHaveLength(2)
    })
  })
}
