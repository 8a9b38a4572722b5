import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { UserStatus } from '@/lib/protocol'
import { dataOf, joining, type StoreHarness, summary } from './fakePresence'
import type {
  ConnectionData,
  JoiningConnection,
  OnlineUsersStore,
  StoredChange,
} from './onlineUsersStore'

/** What every implementation of the port must keep. `open` gives a storage that is empty. */
export function describeOnlineUsersStore(name: string, open: () => Promise<StoreHarness>): void {
  describe(`online users store: ${name}`, () => {
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
    const leave = (instance: string, graceMs = 5000, tenantId = 'acme') =>
      store.leave({ tenantId, instance, graceMs })
    const update = (instance: string, data: Partial<ConnectionData>) =>
      store.update({ tenantId: 'acme', instance, data: { ...dataOf(instance), ...data } })
    const userIds = async (tenantId = 'acme') =>
      (await store.page(tenantId, { limit: 1000 })).rows.map(({ userId }) => userId)
    const versionOf = async (tenantId = 'acme') =>
      (await store.page(tenantId, { limit: 1 })).version
    const watched = async (tenantId = 'acme') => {
      const changes: StoredChange[] = []
      await store.watch(tenantId, (change) => changes.push(change))
      return changes
    }

    describe('joining and leaving', () => {
      test('PR-1 a user is online from the first connection on', async () => {
        expect(await store.find('acme', 'ada')).toBeUndefined()
        expect(await join('ada.1')).toEqual({ joined: true })
        expect(await userIds()).toEqual(['ada'])
        expect((await store.find('acme', 'ada'))?.connections).toEqual([dataOf('ada.1')])
      })

      test('PR-2 a user in grace stays online, and is offline when it ends', async () => {
        await join('ada.1')
        const version = await versionOf()
        expect(await leave('ada.1', 5000)).toEqual({ state: 'grace' })
        await harness.advance(4000)
        expect(await store.expire('acme')).toEqual({ offline: [], nextInMs: 1000 })
        expect(await userIds()).toEqual(['ada'])
        expect(await versionOf()).toBe(version)
        await harness.advance(1000)
        const { offline } = await store.expire('acme')
        expect(offline).toMatchObject([{ tenantId: 'acme', userId: 'ada' }])
        expect(await userIds()).toEqual([])
      })

      test('PR-2 the end of a grace is told to one caller only', async () => {
        await join('ada.1')
        await leave('ada.1')
        await harness.advance(5000)
        const told = await Promise.all([store.expire(), store.expire('acme'), store.expire()])
        expect(told.flatMap(({ offline }) => offline)).toHaveLength(1)
      })

      test('PR-2 last seen is when the last connection was lost, not when the grace ended', async () => {
        const changes = await watched()
        await join('ada.1')
        const early = await leaveAtOnce('early')
        await leave('ada.1', 5000)
        await harness.advance(9000)
        const { offline } = await store.expire('acme')
        expect(offline[0]?.lastSeenMs).toBe(early)
        expect(changes.at(-1)).toMatchObject({ type: 'offline', lastSeenMs: early })
      })

      const leaveAtOnce = async (instance: string) => {
        await join(instance, { tenantId: 'globex' })
        const outcome = await leave(instance, 0, 'globex')
        return outcome.state === 'offline' ? outcome.offline.lastSeenMs : undefined
      }

      test('PR-3 a grace of 0 ends at once', async () => {
        await join('ada.1')
        expect(await leave('ada.1', 0)).toMatchObject({ state: 'offline' })
        expect(await userIds()).toEqual([])
      })

      test('I12 coming back inside the grace shows no off and no second on', async () => {
        const changes = await watched()
        await join('ada.1')
        await leave('ada.1')
        await harness.advance(4999)
        await join('ada.2')
        await harness.advance(60_000)
        await store.expire()
        expect(changes.map(summary)).toEqual(['online ada', 'update ada'])
      })

      test('I13 a user with three tabs is online until the last one is closed', async () => {
        for (const tab of ['ada.1', 'ada.2', 'ada.3']) await join(tab)
        expect(await leave('ada.2', 0)).toEqual({ state: 'online' })
        expect(await leave('ada.3', 0)).toEqual({ state: 'online' })
        expect(await userIds()).toEqual(['ada'])
        expect(await leave('ada.1', 0)).toMatchObject({ state: 'offline' })
      })

      test('I7 a late or repeated leave touches no other connection', async () => {
        await join('ada.1')
        await leave('ada.1')
        await join('ada.2')
        const version = await versionOf()
        expect(await leave('ada.1', 0)).toEqual({ state: 'unknown' })
        expect(await leave('never', 0)).toEqual({ state: 'unknown' })
        expect(await versionOf()).toBe(version)
        expect(await userIds()).toEqual(['ada'])
      })

      test('I8 joining twice is joining once', async () => {
        await join('ada.1')
        const version = await versionOf()
        await join('ada.1')
        expect(await versionOf()).toBe(version)
        await leave('ada.1', 0)
        expect(await userIds()).toEqual([])
      })

      test('I9 tenants have nothing in common', async () => {
        const globex = await watched('globex')
        await join('ada.1')
        await store.update({ tenantId: 'globex', instance: 'ada.1', data: dataOf('x') })
        await leave('ada.1', 0, 'globex')
        expect(await userIds()).toEqual(['ada'])
        expect(await userIds('globex')).toEqual([])
        expect(await versionOf('globex')).toBe(0)
        expect(globex).toEqual([])
      })
    })

    describe('updates and status', () => {
      test('PR-4 an update is a change, the same update again is none', async () => {
        const changes = await watched()
        await join('ada.1')
        expect(await update('ada.1', { url: '/pricing' })).toEqual({ known: true })
        await update('ada.1', { url: '/pricing' })
        expect(changes.map(summary)).toEqual(['online ada', 'update ada'])
        expect((await store.find('acme', 'ada'))?.connections[0]?.url).toBe('/pricing')
      })

      test('PR-4 an update of a connection that is not there changes nothing and says so', async () => {
        expect(await update('ada.1', { url: '/pricing' })).toEqual({ known: false })
        expect(await userIds()).toEqual([])
        expect(await versionOf()).toBe(0)
      })

      test('PR-5 the chosen status outlives its connection and ends with being online', async () => {
        const choose = (status: UserStatus) =>
          store.update({
            tenantId: 'acme',
            instance: 'ada.1',
            data: dataOf('ada.1'),
            chosenStatus: status,
          })
        await join('ada.1')
        await choose('in-call')
        await leave('ada.1')
        await join('ada.2', { chosenStatus: 'away' })
        expect((await store.find('acme', 'ada'))?.chosenStatus).toBe('in-call')
        await leave('ada.2', 0)
        await join('ada.3')
        expect((await store.find('acme', 'ada'))?.chosenStatus).toBeUndefined()
        await leave('ada.3', 0)
        await join('ada.1', { chosenStatus: 'away' })
        expect((await store.find('acme', 'ada'))?.chosenStatus).toBe('away')
      })

      test('I2 the projection shows the newest connection, and I1 exactly who is online', async () => {
        await join('ada.1')
        await join('ben.1', { userId: 'ben' })
        await join('ada.2')
        const { sessionId, connectedAt, domain, origin, url } = dataOf('ada.2')
        const projection = await store.projection('acme')
        expect([...projection.keys()].sort()).toEqual(['ada', 'ben'])
        expect(JSON.parse(projection.get('ada') ?? '')).toEqual({
          sessionId,
          connectedAt,
          domain,
          origin,
          url,
        })
        await leave('ada.2')
        expect(JSON.parse((await store.projection('acme')).get('ada') ?? '').sessionId).toBe(
          'ada.1',
        )
      })
    })

    describe('tabs heard over HTTP', () => {
      const pseudo = { tab: 'tab-1', pseudo: true }

      test('PR-10 a live connection replaces the pseudo-connection of its tab in one change', async () => {
        await join('heard', pseudo)
        const version = await versionOf()
        await join('ada.1', { tab: 'tab-1' })
        expect(await versionOf()).toBe(version + 1)
        expect((await store.find('acme', 'ada'))?.connections).toEqual([dataOf('ada.1')])
        expect(await leave('heard', 0)).toEqual({ state: 'unknown' })
        expect(await leave('ada.1', 0)).toMatchObject({ state: 'offline' })
      })

      test('PR-10 a tab with a live connection gets no pseudo-connection, another tab does', async () => {
        await join('ada.1', { tab: 'tab-1' })
        expect(await join('heard', pseudo)).toEqual({ joined: false })
        expect(await join('other', { ...pseudo, tab: 'tab-2' })).toEqual({ joined: true })
        expect(await join('ben', { ...pseudo, userId: 'ben' })).toEqual({ joined: true })
      })
    })

    describe('versions and changes', () => {
      test('I3 every change has the next version', async () => {
        const changes = await watched()
        await join('ada.1')
        await join('ben.1', { userId: 'ben' })
        await join('ada.2')
        await leave('ada.1', 0)
        await leave('ben.1', 0)
        expect(changes.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5])
        expect(changes.map(summary).join(', ')).toBe(
          'online ada, online ben, update ada, update ada, offline ben',
        )
        expect(await versionOf()).toBe(5)
      })

      test('PR-8 since gives exactly the changes behind a version', async () => {
        const changes = await watched()
        for (const tab of ['ada.1', 'ada.2', 'ada.3']) await join(tab)
        const { epoch, version } = await store.page('acme', { limit: 1 })
        expect(await store.since('acme', { epoch, after: 1 })).toEqual(changes.slice(1))
        expect(await store.since('acme', { epoch, after: version })).toEqual([])
      })

      test('PR-8 since says reset for a version that is out of reach', async () => {
        await join('ada.1')
        const { epoch } = await store.page('acme', { limit: 1 })
        expect(await store.since('acme', { epoch: 'another', after: 0 })).toBe('reset')
        expect(await store.since('acme', { epoch, after: 2 })).toBe('reset')
        for (let page = 0; page < 3000; page += 1) await update('ada.1', { url: `/${page}` })
        expect(await store.since('acme', { epoch, after: 1 })).toBe('reset')
        expect(await store.since('acme', { epoch, after: 2500 })).toHaveLength(501)
      })

      test('PR-13 a watcher that has stopped hears nothing more', async () => {
        const heard: StoredChange[] = []
        const stop = await store.watch('acme', (change) => heard.push(change))
        await join('ada.1')
        await stop()
        await join('ben.1', { userId: 'ben' })
        expect(heard.map(summary)).toEqual(['online ada'])
      })

      test('PR-14 an empty storage begins an epoch of its own', async () => {
        const other = await open()
        const { epoch } = await store.page('acme', { limit: 1 })
        expect((await other.store.page('acme', { limit: 1 })).epoch).not.toBe(epoch)
        await other.close()
      })
    })
  })
}
