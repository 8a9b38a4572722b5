import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addTestTenant } from '@/services/conversations/testTenants'
import type { Database } from '@/services/database'
import type { DeviceLine, PushQueueStore } from './pushQueueStore'
import type { PushBatch, PushStore } from './pushStore'

export interface PushStoresUnderTest {
  database: Database
  store: PushStore
  queue: PushQueueStore
}

const HOUR_MS = 3_600_000
const MOMENT = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/)

/** What keeping pushes owes, on every database. */
export function pushStoreContract(open: () => Promise<PushStoresUnderTest>): void {
  let database: Database
  let store: PushStore
  let queue: PushQueueStore
  /** Another for each test. */
  let ada: { tenantId: string; userId: string }
  let nth = 0

  beforeAll(async () => {
    const opened = await open()
    database = opened.database
    store = opened.store
    queue = opened.queue
    for (const tenantId of ['acme', 'globex']) await addTestTenant(database, tenantId, ['someone'])
  })
  afterAll(() => database.close())
  beforeEach(() => {
    nth += 1
    ada = { tenantId: 'acme', userId: `ada-${nth}` }
  })

  const batchOf = (messageId: string): PushBatch => ({
    tenantId: 'acme',
    event: 'notification',
    message: messageId,
    requireAck: false,
    sentAtMs: Date.now(),
    expiresAtMs: Date.now() + HOUR_MS,
    keepUntilMs: Date.now() + 2 * HOUR_MS,
    to: [{ userId: ada.userId, messageId, connections: 0 }],
  })
  const push = (messageId: string, change: Partial<PushBatch> = {}) =>
    store.append({ ...batchOf(messageId), ...change })
  const id = (name: string) => `${name}-${nth}`
  const line = (name: string, change: Partial<DeviceLine> = {}): DeviceLine => ({
    ...ada,
    line: id(name),
    signIn: id('sign-in'),
    ...change,
  })
  const all = { from: 0, seq: 0, again: false, limit: 100 }
  const waiting = async (reading: Partial<typeof all> = {}, user = ada) =>
    (await queue.after(user, { ...all, ...reading })).map(({ messageId }) => messageId)
  const outcomes = async (messageId: string) => {
    const rows = await database.query<{ payload: string }>(
      `select payload::text as payload from outbox
        where job_type = 'gateway_push' and payload->>'messageId' = $1`,
      [messageId],
    )
    return rows.map(({ payload }) => JSON.parse(payload) as Record<string, unknown>)
  }
  const isWaitedFor = async (user = ada) => (await queue.waitingUsers([user])).length === 1

  describe('pushes', () => {
    test('GW-10 wait in the order in which they were stored, however many come at once', async () => {
      const names = Array.from({ length: 20 }, (_, at) => id(`push-${at}`))
      await Promise.all(names.map((name) => push(name)))
      const pushes = await queue.after(ada, all)
      expect(pushes.map(({ seq }) => seq)).toEqual(names.map((_, at) => at + 1))
      expect(pushes.map(({ messageId }) => messageId).sort()).toEqual([...names].sort())
      expect(await isWaitedFor()).toBe(true)
      expect(await isWaitedFor({ tenantId: 'globex', userId: ada.userId })).toBe(false)
      expect(await queue.tenants()).toEqual(['acme'])
    })

    test('GW-10 to many at once, in any order, never wait for each other', async () => {
      const users = ['a', 'b', 'c', 'd'].map((name) => id(name))
      const toAll = (round: number, userIds: string[]) =>
        push('', {
          to: userIds.map((userId) => ({
            userId,
            messageId: `${userId}-${round}`,
            connections: 0,
          })),
        })
      await Promise.all(
        Array.from({ length: 20 }, (_, round) =>
          toAll(round, round % 2 ? users : [...users].reverse()),
        ),
      )
      for (const userId of users) {
        expect(await waiting({}, { tenantId: 'acme', userId })).toHaveLength(20)
      }
    })

    const sayOnce = (messageId: string, change: Partial<PushBatch> = {}) => {
      const { expiresAtMs: _, ...said } = { ...batchOf(messageId), ...change }
      return store.append(said)
    }

    test('GW-14 that are said once are stored each as it was, however many come at once', async () => {
      const sentAtMs = Date.UTC(2030, 0, 1)
      const ben = { tenantId: 'globex', event: 'alert', requireAck: true, sentAtMs }
      const toTwo = ['ben', 'chloe'].map((userId, connections) => ({
        userId,
        connections,
        messageId: id(userId),
      }))
      const names = Array.from({ length: 20 }, (_, at) => id(`once-${at}`))
      const answers = await Promise.all([
        ...names.map((name) => sayOnce(name)),
        sayOnce('', { ...ben, to: toTwo }),
      ])
      expect(new Set(answers)).toEqual(new Set([undefined]))
      for (const name of names) {
        expect(await store.find('acme', name)).toMatchObject({
          userId: ada.userId,
          event: 'notification',
          requireAck: false,
          connections: 0,
        })
        expect(await store.find('acme', name)).not.toHaveProperty('deliveredAtMs')
      }
      const [missed, heard] = await Promise.all(
        toTwo.map(({ messageId }) => store.find('globex', messageId)),
      )
      const { event, requireAck } = ben
      expect(missed).toEqual({ userId: 'ben', event, requireAck, sentAtMs, connections: 0 })
      const delivered = { sentAtMs, deliveredAtMs: sentAtMs, connections: 1 }
      expect(heard).toEqual({ userId: 'chloe', event, requireAck, ...delivered })
      expect(await waiting()).toEqual([])
    })

    test('GW-14 that cannot be stored fail nobody beside them', async () => {
      const broken = sayOnce(id('twice'), { event: 'no\u0000name' })
      const good = [id('good-1'), id('good-2')].map((name) => sayOnce(name))
      await expect(broken).rejects.toThrow()
      await Promise.all(good)
      expect(await store.find('acme', id('good-1'))).toBeDefined()
      expect(await store.find('acme', id('good-2'))).toBeDefined()
      expect(await store.find('acme', id('twice'))).toBeUndefined()
    })

    test('GW-13 GW-17 that have expired wait no more, and their messages are forgotten', async () => {
      await push(id('over'), { expiresAtMs: Date.now() - 1 })
      expect(await waiting()).toEqual([])
      expect(await isWaitedFor()).toBe(false)
      await push(id('heard'), { expiresAtMs: Date.now() + 60_000 })
      const { id: deviceId } = await queue.claim(line('first'))
      await queue.advance({ deviceId, messageIds: [id('heard')], seq: 2 })
      const later = Date.now() + 120_000
      const forgotten = await Promise.all([store.forget(later), store.forget(later)])
      expect(forgotten.sort()).toEqual([0, 1])
      expect(await outcomes(id('over'))).toEqual([
        {
          ...{ messageId: id('over'), userId: ada.userId, tenantKey: 'acme' },
          ...{ tenantId: expect.any(Number), event: 'notification', status: 'expired' },
          ...{ requireAck: false, connections: 0, sentAt: MOMENT },
          ...{ expiresAt: MOMENT, timestamp: MOMENT },
        },
      ])
      const [row] = await database.query<{ message: unknown }>(
        'select message from pushes where id = $1',
        [id('over')],
      )
      expect(row).toEqual({ message: null })
      await store.forget(Date.now() + 3 * HOUR_MS)
      expect(await store.find('acme', id('over'))).toBeUndefined()
    })

    test('GW-14 are found by their tenant alone, and acknowledged by their user alone', async () => {
      await push(id('one'), { requireAck: true })
      expect(await store.find('globex', id('one'))).toBeUndefined()
      expect(await store.acknowledge('globex', ada.userId, id('one'))).toBe(false)
      expect(await store.acknowledge('acme', 'ben', id('one'))).toBe(false)
      expect(await store.find('acme', id('one'))).not.toHaveProperty('ackedAtMs')
      expect(await store.acknowledge('acme', ada.userId, id('one'))).toBe(true)
      const { ackedAtMs } = (await store.find('acme', id('one'))) ?? {}
      expect(await store.acknowledge('acme', ada.userId, id('one'))).toBe(true)
      expect(await store.find('acme', id('one'))).toMatchObject({ ackedAtMs })
    })

    test('GW-17 that are acknowledged before it is written that they were told are told of once', async () => {
      await push(id('fast'), { requireAck: true })
      const { id: deviceId } = await queue.claim(line('fast'))
      await Promise.all([
        store.acknowledge('acme', ada.userId, id('fast')),
        queue.advance({ deviceId, messageIds: [id('fast')], seq: 1 }),
      ])
      const became = await outcomes(id('fast'))
      expect(became).toHaveLength(1)
      expect(['acked', 'delivered']).toContain(became[0]?.status)
    })

    test('GW-17 that are only said leave no job', async () => {
      const said = { tenantId: 'acme', event: 'notification', message: 'now', requireAck: true }
      const to = [{ userId: ada.userId, messageId: id('said'), connections: 0 }]
      await store.append({ ...said, sentAtMs: Date.now(), keepUntilMs: Date.now() + HOUR_MS, to })
      expect(await store.acknowledge('acme', ada.userId, id('said'))).toBe(true)
      expect(await outcomes(id('said'))).toEqual([])
    })

    test('GW-15 of a known key are not stored, also where all come at the same time', async () => {
      const attempt = (at: number) => {
        const request = { key: id('key'), hash: `hash-${at}`, answer: `{"at":${at}}` }
        return push(id(`push-${at}`), { request })
      }
      const answers = await Promise.all([0, 1, 2, 3, 4].map(attempt))
      expect(answers.filter((answer) => answer === undefined)).toHaveLength(1)
      const first = answers.indexOf(undefined)
      expect(await waiting()).toEqual([id(`push-${first}`)])
      for (const known of answers.filter((answer) => answer !== undefined)) {
        expect(known).toMatchObject({ hash: `hash-${first}`, answer: `{"at":${first}}` })
      }
    })
  })

  describe('devices', () => {
    test('GW-11 GW-17 go on from where they are, and never back', async () => {
      for (const name of ['one', 'two', 'three']) await push(id(name))
      const { id: deviceId } = await queue.claim(line('first', { tab: 'tab' }))
      const page = { deviceId, messageIds: [id('one'), id('two')], seq: 2 }
      const told = await queue.advance(page)
      expect(told.sort()).toEqual([id('one'), id('two')])
      expect(await queue.advance(page)).toEqual([])
      const [heard, ...more] = await outcomes(id('one'))
      expect(heard).toMatchObject({ status: 'delivered', deliveredAt: heard?.timestamp })
      expect(more).toEqual([])
      await queue.advance({ deviceId, messageIds: [], seq: 1 })
      const again = await queue.claim(line('second', { tab: 'tab' }))
      expect(again).toEqual({ id: deviceId, seq: 2 })
      expect(await waiting({ from: 2, seq: 2 })).toEqual([id('three')])
      expect(await waiting({ limit: 1 })).toEqual([id('one')])
      expect((await store.find('acme', id('two')))?.deliveredAtMs).toBeGreaterThan(0)
      expect(await store.find('acme', id('three'))).not.toHaveProperty('deliveredAtMs')
    })

    test('GW-11 are known by tab, by the connection before, and by a closed one of the sign-in', async () => {
      const first = await queue.claim(line('first'))
      await queue.advance({ deviceId: first.id, messageIds: [], seq: 7 })
      const beside = await queue.claim(line('beside'))
      expect(beside).toMatchObject({ seq: 0 })
      const back = await queue.claim(line('back', { lineBefore: id('first'), signIn: 'renewed' }))
      expect(back).toEqual({ id: first.id, seq: 7 })
      await queue.release(first.id, id('first'))
      expect((await queue.claim(line('new', { signIn: 'renewed' }))).seq).toBe(0)
      await queue.release(first.id, id('back'))
      expect(await queue.claim(line('reloaded', { signIn: 'renewed' }))).toEqual(back)
      const stranger = { userId: id('ben'), lineBefore: id('reloaded') }
      expect((await queue.claim(line('theirs', stranger))).id).not.toBe(first.id)
    })

    test('GW-11 a new tab begins where its browser is, and two at once of a tab are one', async () => {
      const one = await queue.claim(line('one', { tab: 'tab-1' }))
      await queue.advance({ deviceId: one.id, messageIds: [], seq: 4 })
      expect((await queue.claim(line('two', { tab: 'tab-2' }))).seq).toBe(4)
      const same = await Promise.all(
        ['a', 'b', 'c'].map((name) => queue.claim(line(name, { tab: 'tab-3' }))),
      )
      expect(new Set(same.map((device) => device.id)).size).toBe(1)
      expect((await queue.claim(line('x', { tab: 'tab-4', signIn: 'another' }))).seq).toBe(0)
    })

    test('GW-12 are told again what is to be acknowledged and was not', async () => {
      await push(id('said'))
      await push(id('owed'), { requireAck: true })
      await push(id('done'), { requireAck: true })
      await store.acknowledge('acme', ada.userId, id('done'))
      await push(id('new'))
      const again = { from: 0, seq: 3, again: true }
      expect(await waiting(again)).toEqual([id('owed'), id('new')])
      expect(await waiting({ ...again, from: 2 })).toEqual([id('new')])
    })
  })
}
