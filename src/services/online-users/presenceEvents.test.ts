import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Applied,
  applyBatch,
  applyChange,
  applyPage,
  emptyOnlineUsers,
  usersOf,
} from '@/lib/onlineUsers'
import type { OnlineUser, Payload } from '@/lib/protocol'
import type { UserPrincipal } from '@/services/realtime'
import { FakeAudience } from './fakeAudience'
import { memoryOnlineUsersStore } from './memoryOnlineUsersStore'
import { viewOf } from './presenceReadings'
import { TestClock } from './testClock'
import { admin, backEnd, person, socketOf, testPresence, visitor } from './testPresence'

describe('what watchers are told', () => {
  test('PR-25 a batch carries the versions of its window and the last state of each user', async () => {
    const { onlineUsers, audience, clock } = testPresence()
    await onlineUsers.connect(socketOf('ada', '1'))
    await onlineUsers.connect(socketOf('ben'))
    await onlineUsers.connect(socketOf('ada', '2'))
    await onlineUsers.disconnect('ben.1', { graceMs: 0 })
    await clock.advance(100)
    const [batch, ...more] = audience.batches()
    expect(more).toEqual([])
    expect(batch).toMatchObject({ from: 1, to: 4 })
    expect(batch?.changes).toMatchObject([
      { type: 'online', version: 3, change: 'online', user: { userId: 'ada', connections: 2 } },
      { type: 'offline', version: 4, userId: 'ben' },
    ])
  })

  test('PR-25 who goes and comes back within a window has only changed', async () => {
    const { onlineUsers, audience, clock } = testPresence()
    await onlineUsers.connect(socketOf('ben'))
    await onlineUsers.connect(socketOf('ada', '1'))
    await clock.advance(100)
    await onlineUsers.disconnect('ada.1', { graceMs: 0 })
    await onlineUsers.connect(socketOf('ada', '2'))
    await clock.advance(100)
    expect(audience.seen()).toEqual(['online ben', 'online ada', 'update ada'])
  })

  test('PR-26 single events carry every version, those of a window that cancel out included', async () => {
    const { onlineUsers, audience, clock } = testPresence()
    await onlineUsers.connect(socketOf('ada'))
    await onlineUsers.connect(socketOf('ben'))
    await onlineUsers.disconnect('ada.1', { graceMs: 0 })
    await clock.advance(100)
    expect(audience.singles()).toEqual([
      'user_online ada 1',
      'user_online ben 2',
      'user_offline ada 3',
    ])
  })

  test('PR-27 a batch never claims versions that were not heard', async () => {
    const clock = new TestClock()
    const memory = memoryOnlineUsersStore({ now: clock.now })
    const deaf = { toVersion: 0 }
    const store: typeof memory = {
      ...memory,
      watch: (tenantId, listener) =>
        memory.watch(tenantId, (change) => {
          if (change.version !== deaf.toVersion) listener(change)
        }),
    }
    const { onlineUsers, audience } = testPresence({ store, clock })
    deaf.toVersion = 2
    for (const who of ['ada', 'ben', 'chloe']) await onlineUsers.connect(socketOf(who))
    await clock.advance(100)
    expect(audience.batches().map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [3, 3],
    ])
  })

  test('PR-15 windows are longer while there are more than 50 changes a second', async () => {
    const { onlineUsers, audience, clock } = testPresence()
    for (let user = 0; user < 400; user += 1) {
      await onlineUsers.connect(socketOf(`user-${user}`))
      await clock.advance(5)
    }
    await clock.advance(250)
    expect(audience.batches().length).toBeLessThanOrEqual(10)
    await onlineUsers.connect(socketOf('late'))
    await clock.advance(250)
    const told = audience.batches().length
    await onlineUsers.connect(socketOf('later'))
    await clock.advance(100)
    expect(audience.batches().length).toBe(told + 1)
  })

  test('PR-28 members are told who somebody is, and never of e-mail, page or place', async () => {
    const { onlineUsers, audience, clock } = testPresence()
    const ada = person('ada', { role: 'admin', name: 'Ada', avatar: '/ada.png' })
    await onlineUsers.connect(socketOf(ada))
    await clock.advance(100)
    const { changes } = (await onlineUsers.since(person('ben'), await start(onlineUsers))) as {
      changes: { user: OnlineUser }[]
    }
    const fromList = (await onlineUsers.list(person('ben')))[0]
    const fromBatch = audience.batches('acme', 'reduced')[0]?.changes[0]
    const reduced = {
      userId: 'ada',
      sessionId: 'ada.1',
      connectedAt: expect.any(String),
      domain: '',
      origin: '',
      url: '',
      kind: 'user',
      name: 'Ada',
      avatar: '/ada.png',
      role: 'admin',
      status: 'online',
      lastActiveAt: expect.any(String),
      connections: 1,
    }
    expect(fromList).toEqual(reduced)
    expect(fromBatch).toMatchObject({ user: reduced })
    expect(changes[0]?.user).toEqual(reduced)
    expect(JSON.stringify([audience.batches('acme', 'reduced'), fromList])).not.toMatch(/start/i)
    expect((await onlineUsers.list(admin))[0]).toMatchObject({
      url: 'https://acme.example/start',
      title: 'Start',
    })
  })

  test('PR-28 owners, admins and agents see everything, members do not', () => {
    const views = (['owner', 'admin', 'agent', 'member'] as const).map((role) =>
      viewOf(person('ada', { role })),
    )
    expect(views).toEqual(['full', 'full', 'full', 'reduced'])
  })

  test('PR-52 members are not told of visitors, and the next they are told of leaves no hole', async () => {
    const { onlineUsers, audience, clock } = testPresence()
    const wait = () => clock.advance(100)
    await onlineUsers.connect(socketOf('ada'))
    await wait()
    for (const who of ['v_vera', 'v_vlad']) await onlineUsers.connect(socketOf(who))
    await wait()
    await onlineUsers.disconnect('v_vera.1', { graceMs: 0 })
    await onlineUsers.connect(socketOf('ben'))
    await onlineUsers.connect(socketOf('v_viola'))
    await wait()
    await onlineUsers.disconnect('ben.1', { graceMs: 0 })
    await wait()
    const batches = audience.batches('acme', 'reduced')
    expect(batches.map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [2, 6],
      [7, 7],
    ])
    expect(JSON.stringify(batches)).not.toContain('v_')
    expect(audience.singles('acme', 'reduced')).toEqual([
      'user_online ada 1',
      'user_online ben 5 from 2',
      'user_offline ben 7 from 6',
    ])
    expect(audience.seen()).toContain('online v_vera')
  })

  test('PR-52 members list, page and are given changes of users only', async () => {
    const { onlineUsers } = testPresence()
    for (const who of ['v_vera', 'ada', 'v_vlad', 'ben']) await onlineUsers.connect(socketOf(who))
    const page = await onlineUsers.page(person('ben'), { limit: 1 })
    expect(page).toMatchObject({ total: 2, version: 4, users: [{ userId: 'ada' }] })
    const ids = (await onlineUsers.list(person('ben'))).map(({ userId }) => userId)
    expect(ids).toEqual(['ada', 'ben'])
    const since = await onlineUsers.since(person('ben'), await start(onlineUsers))
    expect(since).toMatchObject({ changes: [{ version: 2 }, { version: 4 }] })
    const { colleagues, count } = await onlineUsers.colleagues(admin)
    expect([colleagues.length, count]).toEqual([2, 2])
  })

  test('PR-53 visitors and keys without the scope read nothing, a key with it what admins read', async () => {
    const { onlineUsers } = testPresence()
    await onlineUsers.connect(socketOf('v_vera'))
    for (const nobody of [visitor('v_vera'), backEnd('push', 'admin')]) {
      await expect(onlineUsers.page(nobody)).rejects.toMatchObject({ code: 'FORBIDDEN' })
      const since = onlineUsers.since(nobody, { epoch: '', after: 0 })
      await expect(since).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
    const [row] = await onlineUsers.list(backEnd('presence:read'))
    expect(row).toMatchObject({ kind: 'visitor', sessionId: 'stay of v_vera', userId: 'v_vera' })
    expect(row).toHaveProperty('url', 'https://acme.example/start')
  })

  test('PR-15 nothing is made for watchers that are not there', async () => {
    const audience = new FakeAudience(({ view }) => view === 'reduced')
    const { onlineUsers, clock } = testPresence({ audience })
    await onlineUsers.connect(socketOf('ada'))
    await clock.advance(100)
    expect(audience.told.map(({ group }) => group.view)).toEqual(['reduced', 'reduced'])
  })
})

async function start({ page }: { page(viewer: UserPrincipal): Promise<{ epoch: string }> }) {
  return { epoch: (await page(admin)).epoch, after: 0 }
}

describe('the event truth test', () => {
  const step = fc.record({
    does: fc.constantFrom<Step['does'][]>(
      'connect',
      'connect',
      'leave',
      'revoke',
      'idle',
      'move',
      'read',
      'wait',
    ),
    who: fc.constantFrom('ada', 'ben', 'chloe', 'v_vera', 'v_vlad'),
    tab: fc.constantFrom('1', '2', '3'),
    ms: fc.constantFrom(1, 20, 100, 6000),
  })
  const steps = fc.array(step, { minLength: 5, maxLength: 40, size: 'max' })

  test('PR-29 a list, read at any time, with every event since, equals a fresh list', async () => {
    const property = fc.asyncProperty(steps, async (all) => {
      const world = testPresence()
      await world.onlineUsers.connect(socketOf('dana', 'watching'))
      const watchers = [admin, person('ben')].flatMap((viewer) => [
        new Watcher(viewer, 'batch', world),
        new Watcher(viewer, 'single', world),
      ])
      for (const one of all) {
        await take(one, world, watchers)
        for (const watcher of watchers) watcher.hear()
      }
      await world.clock.advance(300)
      for (const watcher of watchers) await watcher.compare()
      await world.onlineUsers.close()
    })
    await fc.assert(property, { numRuns: 300 })
  })
})

test('PR-29 a list that the storage gives late is read again before it is shown', async () => {
  const clock = new TestClock()
  const memory = memoryOnlineUsersStore({ now: clock.now })
  const slow: { handOver?: () => void } = {}
  const store: typeof memory = {
    ...memory,
    page: async (tenantId, options) => {
      const page = await memory.page(tenantId, options)
      if (!slow.handOver)
        await new Promise<void>((resolve) => Object.assign(slow, { handOver: resolve }))
      return page
    },
  }
  const { onlineUsers, audience } = testPresence({ store, clock })
  await onlineUsers.connect(socketOf('ada'))
  const reading = onlineUsers.page(admin)
  await onlineUsers.connect(socketOf('ben'))
  await clock.advance(100)
  expect(audience.batches().at(-1)?.to).toBe(2)
  slow.handOver?.()
  expect(await reading).toMatchObject({ version: 2, total: 2 })
})

type World = ReturnType<typeof testPresence>

interface Step {
  does: 'connect' | 'leave' | 'revoke' | 'idle' | 'move' | 'read' | 'wait'
  who: string
  tab: string
  ms: number
}

async function take({ does, who, tab, ms }: Step, world: World, watchers: Watcher[]) {
  const { onlineUsers, clock } = world
  const id = `${who}.${tab}`
  const acts: Record<Step['does'], () => Promise<unknown>> = {
    connect: () => onlineUsers.connect(socketOf(who, tab)),
    leave: () => onlineUsers.disconnect(id),
    revoke: () => onlineUsers.disconnect(id, { graceMs: 0 }),
    idle: () => onlineUsers.heartbeat(id, { active: ms > 50 }),
    move: () => onlineUsers.heartbeat(id, { url: `/${ms}` }),
    read: () => Promise.all(watchers.map((watcher) => watcher.read())),
    wait: () => clock.advance(ms),
  }
  await acts[does]()
}

/** A client: the SDK's list, fed with what the audience was told. */
class Watcher {
  #hasRead = false
  #applied: Applied = { state: emptyOnlineUsers, hole: false }
  #heard = 0

  constructor(
    private readonly viewer: UserPrincipal,
    private readonly form: 'batch' | 'single',
    private readonly world: World,
  ) {}

  async read(): Promise<void> {
    const page = await this.world.onlineUsers.page(this.viewer)
    this.#applied = applyPage(this.#applied.state, page)
    this.#hasRead = true
  }

  hear(): void {
    const { told } = this.world.audience
    const news = told.slice(this.#heard)
    this.#heard = told.length
    for (const { group, event, payload } of news) {
      if (group.form === this.form && group.view === viewOf(this.viewer)) this.#take(event, payload)
    }
  }

  async compare(): Promise<void> {
    this.hear()
    if (!this.#hasRead) return
    expect(this.#applied.hole).toBe(false)
    const fresh = await this.world.onlineUsers.list(this.viewer)
    expect(byId(usersOf(this.#applied.state))).toEqual(byId(fresh))
  }

  #take(event: string, payload: unknown): void {
    const { state } = this.#applied
    if (event === 'presence_batch') {
      this.#applied = applyBatch(state, payload as Payload<'presence_batch'>)
    } else if (event === 'user_online') {
      const { version, from, epoch, change, ...user } = payload as Payload<'user_online'>
      this.#applied = applyChange(state, { type: 'online', version, change, user }, epoch, from)
    } else {
      const { epoch, from, ...left } = payload as Payload<'user_offline'>
      this.#applied = applyChange(state, { type: 'offline', ...left }, epoch, from)
    }
  }
}

function byId(users: readonly OnlineUser[]): OnlineUser[] {
  return users.toSorted((one, other) => one.userId.localeCompare(other.userId))
}
