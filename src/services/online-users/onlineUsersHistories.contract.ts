import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StoreHarness } from './fakePresence'
import type { OnlineUsersStore, PresenceRow, StoredChange } from './onlineUsersStore'
import { kindOf, PresenceHistory, TENANTS } from './testPresenceHistory'
import { type Step, someSteps } from './testPresenceSteps'

interface HistoriesOptions {
  histories: number
  maxSteps?: number
  /** How many are lived side by side, each in a storage of its own. */
  atOnce?: number
}

/** Random histories of three processes, compared with the model after every step. */
export function describePresenceHistories(
  name: string,
  open: () => Promise<StoreHarness>,
  { histories, maxSteps = 40, atOnce = 1 }: HistoriesOptions,
): void {
  describe(`online users store, random histories: ${name}`, () => {
    test('I1 I2 I3 I4 I5 I6 I7 I8 I9 I10 I12 I13 PR-50 PR-51 hold after every step', async () => {
      const seen = new Set<Step['type']>()
      const some = fc.array(someSteps(maxSteps), { minLength: atOnce, maxLength: atOnce })
      await fc.assert(
        fc.asyncProperty(some, async (worlds) => {
          for (const { type } of worlds.flat()) seen.add(type)
          await allOf(worlds.map((steps) => liveIn(open, steps)))
        }),
        { numRuns: histories / atOnce },
      )
      expect(seen.size).toBe(12)
      // Half a minute's work on a quiet machine, many times that on a busy one.
    }, 300_000)

    test('PR-10 a tab is heard over HTTP while the process of its socket is taken for dead', async () => {
      await liveIn(open, [
        { type: 'pause', at: 2 },
        { type: 'join', at: 2, tenant: 0, user: 3, tab: 2, pseudo: false },
        { type: 'pass', ms: 16_000 },
        { type: 'sweep', at: 0, limit: 0 },
        { type: 'join', at: 0, tenant: 0, user: 3, tab: 2, pseudo: true },
        { type: 'leave', at: 2, pick: 0, graceMs: 0 },
      ])
    })
  })
}

/** Waits for all, then fails with the first: nothing of a failed run disturbs the next. */
async function allOf(lives: Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(lives)) {
    if (outcome.status === 'rejected') throw outcome.reason
  }
}

async function liveIn(open: () => Promise<StoreHarness>, steps: readonly Step[]): Promise<void> {
  const harness = await open()
  try {
    await live(harness, steps)
  } finally {
    await harness.close()
  }
}

async function live(harness: StoreHarness, steps: readonly Step[]): Promise<void> {
  const history = new PresenceHistory(harness)
  await history.begin()
  const watchers = new Map<string, StoredChange[]>()
  for (const tenantId of TENANTS) {
    const changes: StoredChange[] = []
    watchers.set(tenantId, changes)
    await harness.store.watch(tenantId, (change) => changes.push(change))
  }
  const check = () => checkAll(history, watchers)
  for (const step of steps) {
    await history.run(step)
    await check()
  }
  await history.converge()
  await check()
  await history.end()
  await check()
  await nothingIsLeft(harness.store)
}

async function checkAll(history: PresenceHistory, watchers: Map<string, StoredChange[]>) {
  await Promise.all(
    [...watchers].map(async ([tenantId, changes]) => {
      const rows = await rowsOf(history.store, tenantId)
      assert.deepEqual(rows, history.model.rows(tenantId))
      checkChanges(changes, rows, history.model.versions.get(tenantId) ?? 0)
      await Promise.all([
        checkIndexes(history.store, tenantId, rows),
        checkSignedIn(history.store, tenantId, rows),
        checkLog(history.store, tenantId, changes),
      ])
    }),
  )
}

/** In pages of two, sorted by id: the order of coming online is not the model's business. */
async function rowsOf(store: OnlineUsersStore, tenantId: string): Promise<PresenceRow[]> {
  const rows: PresenceRow[] = []
  let cursor: string | undefined
  do {
    const page = await store.page(tenantId, { limit: 2, cursor })
    rows.push(...page.rows)
    cursor = page.nextCursor
  } while (cursor)
  return rows.sort(byUserId)
}

function byUserId(one: PresenceRow, other: PresenceRow): number {
  return one.userId < other.userId ? -1 : 1
}

/** I1, I2 and I5. */
async function checkIndexes(store: OnlineUsersStore, tenantId: string, rows: PresenceRow[]) {
  const [projection, count, { total }, found] = await Promise.all([
    store.projection(tenantId),
    store.count(tenantId),
    store.page(tenantId, { limit: 1 }),
    Promise.all(rows.map(({ userId }) => store.find(tenantId, userId))),
  ])
  assert.deepEqual([projection.size, count, total], Array(3).fill(rows.length))
  assert.deepEqual(found, rows)
  for (const row of rows) {
    const shown = JSON.parse(projection.get(row.userId) ?? '{}')
    assert.equal(shown.sessionId, row.connections.at(-1)?.sessionId)
  }
}

/** PR-50: the same without visitors. */
async function checkSignedIn(store: OnlineUsersStore, tenantId: string, rows: PresenceRow[]) {
  const users = rows.filter(({ userId }) => kindOf(userId) === 'user')
  const [page, count] = await Promise.all([
    store.page(tenantId, { limit: 100, usersOnly: true }),
    store.count(tenantId, { usersOnly: true }),
  ])
  assert.deepEqual(page.rows.sort(byUserId), users)
  assert.deepEqual([count, page.total], [users.length, users.length])
}

/** I3 and I4: versions without a hole, on and off in turn, and the replay is the list. */
function checkChanges(changes: readonly StoredChange[], rows: PresenceRow[], version: number) {
  assert.equal(changes.length, version)
  const replayed = new Map<string, PresenceRow>()
  for (const [index, change] of changes.entries()) {
    assert.equal(change.version, index + 1)
    if (change.type === 'offline') {
      assert.ok(replayed.delete(change.userId))
      assert.equal(change.kind, kindOf(change.userId))
    } else {
      assert.equal(change.change === 'update', replayed.has(change.row.userId))
      replayed.set(change.row.userId, change.row)
    }
  }
  const users = [...replayed.keys()].sort()
  assert.deepEqual(
    users.map((userId) => replayed.get(userId)),
    rows,
  )
}

async function checkLog(store: OnlineUsersStore, tenantId: string, changes: StoredChange[]) {
  const { epoch, version } = await store.page(tenantId, { limit: 1 })
  const after = Math.floor(version / 2)
  assert.deepEqual(await store.since(tenantId, { epoch, after }), changes.slice(after))
}

/** I6: of what was, only epoch, version and log. */
async function nothingIsLeft(store: OnlineUsersStore): Promise<void> {
  for (const tenantId of TENANTS) {
    assert.equal(await store.count(tenantId), 0)
    assert.equal((await store.projection(tenantId)).size, 0)
  }
  assert.deepEqual(await store.expire(), { offline: [] })
}
