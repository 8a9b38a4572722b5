import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dataOf, joining, type StoreHarness } from './fakePresence'
import type { JoiningConnection, LeaveCause, OnlineUsersStore } from './onlineUsersStore'

/** What every implementation must tell of why somebody is online, or not. */
export function describeOnlineUsersSteps(name: string, open: () => Promise<StoreHarness>): void {
  describe(`online users store, steps: ${name}`, () => {
    let harness: StoreHarness
    let store: OnlineUsersStore

    beforeEach(async () => {
      harness = await open()
      store = harness.store
      await store.renew('node-1', 15_000)
    })

    afterEach(() => harness.close())

    const join = async (instance: string, change: Partial<JoiningConnection> = {}) => {
      await store.join({ ...joining(instance), ...change })
      await harness.advance(10)
    }
    const leave = async (instance: string, graceMs: number, cause?: LeaveCause) => {
      await store.leave({ tenantId: 'acme', instance, graceMs, cause })
      await harness.advance(10)
    }
    const steps = async (userId = 'ada') => (await store.explain('acme', userId)).steps
    const story = async () =>
      (await steps()).map(({ what, cause, instance = '', became }) =>
        [what, cause, instance, became].filter(Boolean).join(' '),
      )

    test('PR-85 a connection is told with its node, lease and transport, a grace with its end', async () => {
      await join('ada.1', { transport: 'polling' })
      await join('ada.2', { tab: 'tab-1', pseudo: true })
      const { connections, graceEndsAtMs } = await store.explain('acme', 'ada')
      expect(connections.map(({ instance, transport }) => [instance, transport])).toEqual([
        ['ada.1', 'polling'],
        ['ada.2', 'http'],
      ])
      expect(connections[0]).toMatchObject({ nodeId: 'node-1', data: dataOf('ada.1') })
      const start = (await steps()).at(-1)?.atMs ?? 0
      expect(connections[0]?.leaseEndsAtMs).toBe(start + 15_000)
      expect(graceEndsAtMs).toBeUndefined()
      await leave('ada.2', 0)
      await leave('ada.1', 5000)
      const gone = await store.explain('acme', 'ada')
      expect(gone.connections).toEqual([])
      expect(gone.graceEndsAtMs).toBe((gone.steps[0]?.atMs ?? 0) + 5000)
    })

    test('PR-86 a visit is told from its beginning to its end', async () => {
      await join('ada.1')
      await join('ada.2')
      await leave('ada.1', 5000, 'timeout')
      await leave('ada.2', 5000)
      await join('ada.3')
      await leave('ada.3', 5000, 'ending')
      await harness.advance(5000)
      await store.expire('acme')
      expect(await story()).toEqual([
        'ended over offline',
        'left ending ada.3 grace',
        'joined back ada.3 online',
        'left closed ada.2 grace',
        'left timeout ada.1',
        'joined more ada.2',
        'joined first ada.1 online',
      ])
    })

    test('PR-86 a sign-out, and a tab whose socket comes, are told', async () => {
      await join('ada.1', { tab: 'tab-1', pseudo: true })
      await join('ada.2', { tab: 'tab-1' })
      await leave('ada.2', 0, 'signed-out')
      expect(await story()).toEqual([
        'left signed-out ada.2 offline',
        'joined more ada.2',
        'left replaced ada.1',
        'joined first ada.1 online',
      ])
    })

    test('PR-86 a process that died, and one that came back under another name, are told', async () => {
      await join('ada.1')
      await store.renew('node-2', 60_000)
      await join('ada.1', { nodeId: 'node-2' })
      await join('ada.2')
      await harness.advance(15_000)
      await store.reap('node-1', { limit: 10, graceMs: 5000 })
      expect(await story()).toEqual([
        'reaped died ada.2',
        'joined more ada.2',
        'joined moved ada.1',
        'joined first ada.1 online',
      ])
    })

    test('PR-85 what changes nothing but a page, or comes again, is no step', async () => {
      await join('ada.1')
      await join('ada.1')
      const data = { ...dataOf('ada.1'), url: '/next' }
      await store.update({ tenantId: 'acme', instance: 'ada.1', data })
      await leave('never', 0)
      expect(await story()).toEqual(['joined first ada.1 online'])
    })

    test('PR-85 the newest twenty are kept, and are forgotten an hour after the last', async () => {
      await join('ada.0')
      for (let tab = 1; tab <= 30; tab += 1) {
        await join(`ada.${tab}`)
        await leave(`ada.${tab}`, 5000)
      }
      const told = await story()
      expect(told).toHaveLength(20)
      expect(told.slice(0, 2)).toEqual(['left closed ada.30', 'joined more ada.30'])
    })

    test('PR-87 of somebody who was never there nothing is told, nor of another tenant', async () => {
      await join('ada.1')
      const nothing = { connections: [], steps: [] }
      expect(await store.explain('acme', 'nobody')).toEqual(nothing)
      expect(await store.explain('globex', 'ada')).toEqual(nothing)
    })
  })
}
