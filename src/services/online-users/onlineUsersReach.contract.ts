import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dataOf, joining, type StoreHarness } from './fakePresence'
import type { JoiningConnection, OnlineUsersStore } from './onlineUsersStore'

/** What every implementation must tell of whom something reaches that is said now. */
export function describeOnlineUsersReach(name: string, open: () => Promise<StoreHarness>): void {
  describe(`online users store, reach: ${name}`, () => {
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
    const leave = (instance: string) => store.leave({ tenantId: 'acme', instance, graceMs: 5000 })
    const hearing = (...userIds: string[]) => store.sockets('acme', userIds)

    test('GW-2 sockets are counted for each user, and none in grace', async () => {
      await join('ada.1')
      await join('ada.2', { nodeId: 'node-2', transport: 'polling' })
      await join('ben.1', { userId: 'ben' })
      expect(await hearing('ben', 'nobody', 'ada')).toEqual([1, 0, 2])
      expect(await store.sockets('globex', ['ada'])).toEqual([0])
      await leave('ada.1')
      await leave('ben.1')
      expect(await hearing('ada', 'ben')).toEqual([1, 0])
    })

    test('GW-2 tabs heard over HTTP and sockets that only named a session are none', async () => {
      const title = '"unproven":true'
      await join('ada.1', { data: { ...dataOf('ada.1'), title } })
      await join('ada.2', { tab: 'tab-1', pseudo: true })
      await join('ada.3', { data: { ...dataOf('ada.3'), unproven: true } })
      expect(await hearing('ada')).toEqual([1])
    })

    test('GW-5 totals have users and connections of one tenant, and nodes with a lease', async () => {
      await join('ada.1')
      await join('ada.2')
      await join('ben.1', { userId: 'ben' })
      await join('dana.1', { userId: 'dana', tenantId: 'globex' })
      expect(await store.totals('acme')).toEqual({ users: 2, connections: 3, nodes: 2 })
      await leave('ben.1')
      await store.renew('node-1', 60_000)
      await harness.advance(16_000)
      expect(await store.totals('acme')).toEqual({ users: 1, connections: 2, nodes: 1 })
      expect(await store.totals('initech')).toEqual({ users: 0, connections: 0, nodes: 1 })
    })
  })
}
