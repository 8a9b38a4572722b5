import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Applied,
  applyBatch,
  applyChange,
  applyMissing,
  applyPage,
  emptyOnlineUsers,
  isComplete,
  type OnlineUsers,
  usersOf,
} from './onlineUsers'
import type { OnlineUser, OnlineUsersPage, PresenceBatch, PresenceChange } from './protocol'

const epoch = 'e1'

function user(userId: string, url = '/'): OnlineUser {
  return { userId, url, sessionId: '', connectedAt: '', domain: '', origin: '' }
}
const online = (version: number, userId: string, url = '/'): PresenceChange => ({
  type: 'online',
  version,
  change: 'online',
  user: user(userId, url),
})
const offline = (version: number, userId: string): PresenceChange => ({
  type: 'offline',
  version,
  userId,
  lastSeen: '',
})
function page(
  version: number,
  ids: string[],
  more: Partial<OnlineUsersPage> = {},
): OnlineUsersPage {
  return { users: ids.map((id) => user(id)), total: ids.length, version, epoch, ...more }
}
const idsOf = (state: OnlineUsers) => usersOf(state).map(({ userId }) => userId)
const listAt = (version: number, ids: string[]) =>
  applyPage(emptyOnlineUsers, page(version, ids)).state

describe('changes', () => {
  test('CL-50 are applied in order, and repeats change nothing', () => {
    let { state } = applyChange(listAt(4, ['ada']), online(5, 'ben'))
    state = applyChange(state, offline(6, 'ada')).state
    expect(idsOf(state)).toEqual(['ben'])
    expect(applyChange(state, online(5, 'ben')).state).toBe(state)
  })

  test('CL-51 behind a hole wait, and the hole is reported until it is filled', () => {
    const held = applyChange(listAt(4, ['ada']), offline(6, 'ben'))
    expect(held.hole).toBe(true)
    expect(idsOf(held.state)).toEqual(['ada'])
    const filled = applyChange(held.state, online(5, 'ben'))
    expect(filled.hole).toBe(false)
    expect(idsOf(filled.state)).toEqual(['ada'])
    expect(filled.state.version).toBe(6)
  })

  test('CL-51 a hole is filled by what was asked for', () => {
    const held = applyChange(listAt(4, ['ada']), online(8, 'chloe'))
    const missing = [online(5, 'ben'), offline(6, 'ada'), offline(7, 'ben')]
    const filled = applyMissing(held.state, 4, missing)
    expect(filled).toMatchObject({ hole: false, state: { version: 8 } })
    expect(idsOf(filled.state)).toEqual(['chloe'])
  })

  test('CL-53 of another epoch are a hole and change nothing', () => {
    const { state, hole } = applyChange(listAt(4, ['ada']), offline(5, 'ada'), 'e2')
    expect(hole).toBe(true)
    expect(idsOf(state)).toEqual(['ada'])
    const anew = applyPage(state, page(6, ['ben'], { epoch: 'e2' }))
    expect(anew.hole).toBe(false)
    expect(idsOf(anew.state)).toEqual(['ben'])
  })

  test('CL-50 before the first page wait for it, and count only if they are newer', () => {
    let early = applyBatch(emptyOnlineUsers, batch([online(3, 'ben')])).state
    early = applyBatch(early, batch([online(4, 'chloe')])).state
    expect(isComplete(early)).toBe(false)
    const { state, hole } = applyPage(early, page(3, ['ada']))
    expect(hole).toBe(false)
    expect(idsOf(state)).toEqual(['ada', 'chloe'])
  })

  test('CL-50 in a batch that began before the page are applied from the page on', () => {
    const coalesced = { epoch, from: 3, to: 6, changes: [offline(5, 'ben'), online(6, 'chloe')] }
    const { state } = applyBatch(listAt(4, ['ada', 'ben']), coalesced)
    expect(idsOf(state)).toEqual(['ada', 'chloe'])
    expect(state.version).toBe(6)
  })
})

describe('pages', () => {
  test('CL-54 a first page replaces the list', () => {
    const { state } = applyPage(listAt(4, ['ada', 'ben']), page(9, ['chloe']))
    expect(idsOf(state)).toEqual(['chloe'])
  })

  test('CL-50 one that is older than the list is ignored', () => {
    const state = listAt(4, ['ada'])
    expect(applyPage(state, page(3, ['ben'])).state).toBe(state)
  })

  test('CL-50 one that is not the next of the list is ignored', () => {
    const { state } = applyPage(emptyOnlineUsers, page(4, ['ada'], { nextCursor: 'p2' }))
    expect(applyPage(state, page(4, ['ben']), 'p9').state).toBe(state)
    const whole = applyPage(state, page(4, ['ben']), 'p2').state
    expect(isComplete(whole)).toBe(true)
    expect(applyPage(whole, page(4, ['ben']), 'p2').state).toBe(whole)
  })

  test('CL-52 one does not bring back somebody who left after it was read', () => {
    let { state } = applyPage(emptyOnlineUsers, page(4, ['ada'], { nextCursor: 'p2' }))
    state = applyChange(state, offline(5, 'ben')).state
    state = applyPage(state, page(4, ['ben', 'chloe']), 'p2').state
    expect(idsOf(state)).toEqual(['ada', 'chloe'])
  })

  test('CL-52 a change that is older than a later page does not undo it', () => {
    let { state } = applyPage(emptyOnlineUsers, page(4, ['ada'], { nextCursor: 'p2' }))
    state = applyPage(state, page(6, ['ben']), 'p2').state
    state = applyChange(state, offline(5, 'ben')).state
    expect(idsOf(state)).toEqual(['ada', 'ben'])
    expect(applyChange(state, offline(6, 'chloe')).state.knownAt.size).toBe(0)
  })
})

function batch(changes: PresenceChange[]): PresenceBatch {
  const versions = changes.map(({ version }) => version)
  return { epoch, from: Math.min(...versions), to: Math.max(...versions), changes }
}

/** A server: a log of changes, and the list at any version. */
interface Server {
  log: PresenceChange[]
  listAt(version: number): OnlineUser[]
}

function serverOf(steps: readonly { id: string; leaves: boolean; url: string }[]): Server {
  const here = new Set<string>()
  const log: PresenceChange[] = []
  for (const { id, leaves, url } of steps) {
    const version = log.length + 1
    if (leaves && !here.delete(id)) continue
    if (!leaves) here.add(id)
    log.push(leaves ? offline(version, id) : online(version, id, url))
  }
  return { log, listAt: (version) => listOf(log.slice(0, version)) }
}

function listOf(log: readonly PresenceChange[]): OnlineUser[] {
  const users = new Map<string, OnlineUser>()
  for (const change of log) {
    if (change.type === 'online') users.set(change.user.userId, change.user)
    else users.delete(change.userId)
  }
  return [...users.values()]
}

const byId = (users: readonly OnlineUser[]) =>
  [...users].sort((one, other) => one.userId.localeCompare(other.userId))

const steps = fc.array(
  fc.record({
    id: fc.constantFrom('ada', 'ben', 'chloe', 'dana', 'eve'),
    leaves: fc.boolean(),
    url: fc.constantFrom('/', '/pricing'),
  }),
  { minLength: 1, maxLength: 40 },
)
/** Events that may come: single changes, coalesced windows, whole lists, old or new. */
const arrivals = fc.array(
  fc.record({
    kind: fc.constantFrom<'batch' | 'list'>('batch', 'batch', 'batch', 'list'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 6 }),
  }),
  { maxLength: 40 },
)

/** Within a window a user's last change stands for the earlier ones, as the server sends it. */
function coalesced(log: readonly PresenceChange[], from: number, to: number): PresenceBatch {
  const last = new Map<string, PresenceChange>()
  for (const change of log.slice(from - 1, to)) {
    last.set(change.type === 'online' ? change.user.userId : change.userId, change)
  }
  return { epoch, from, to, changes: [...last.values()] }
}

/** What the follower does at a hole: asks for the changes behind what it knows. */
function recovered({ state, hole }: Applied, server: Server): OnlineUsers {
  if (!hole && state.version === server.log.length) return state
  return applyMissing(state, state.version, server.log.slice(state.version)).state
}

test('CL-50 any interleaving of lists, windows, repeats, losses and late arrivals ends as the truth', () => {
  fc.assert(
    fc.property(steps, fc.nat(), arrivals, (given, firstAt, events) => {
      const server = serverOf(given)
      const { length } = server.log
      const versionAt = (share: number) => Math.min(length, Math.floor(share * (length + 1)))
      const listPage = (version: number): OnlineUsersPage => ({
        ...page(version, []),
        users: server.listAt(version),
      })
      let applied = applyPage(emptyOnlineUsers, listPage(firstAt % (length + 1)))
      for (const { kind, at, length: size } of events) {
        const from = Math.max(1, versionAt(at))
        applied =
          kind === 'list'
            ? applyPage(applied.state, listPage(versionAt(at)))
            : applyBatch(applied.state, coalesced(server.log, from, Math.min(length, from + size)))
        // At every moment the list is the server's at the version it claims.
        const claimed = server.listAt(applied.state.version)
        expect(byId(usersOf(applied.state))).toEqual(byId(claimed))
      }
      const state = recovered(applied, server)
      expect(byId(usersOf(state))).toEqual(byId(server.listAt(length)))
      expect(state.waiting).toEqual([])
    }),
    { numRuns: 500 },
  )
})

/** Reads one person a page, while the server goes on: pages and windows overtake each other. */
function walk(server: Server, start: number, advances: readonly number[]) {
  const { length } = server.log
  let now = start
  let told = start
  let applied: Applied = { state: emptyOnlineUsers, hole: false }
  let lastRead = start
  for (const index of ids.keys()) {
    const read = pageOf(server, now, index)
    lastRead = now
    if (index > 0) now = Math.min(length, now + (advances[index] ?? 0))
    if (index % 2 === 1 && now > told) {
      applied = applyBatch(applied.state, coalesced(server.log, told + 1, now))
      told = now
    }
    applied = applyPage(applied.state, read, cursorOf(index))
    now = Math.min(length, now + (advances[index] ?? 0))
  }
  return { state: applied.state, lastRead }
}

const ids = ['ada', 'ben', 'chloe', 'dana', 'eve']
const cursorOf = (index: number) => (index === 0 ? undefined : `p${index}`)

function pageOf(server: Server, version: number, index: number): OnlineUsersPage {
  const nextCursor = index < ids.length - 1 ? cursorOf(index + 1) : undefined
  const users = server.listAt(version).filter(({ userId }) => userId === ids[index])
  return { ...page(version, []), users, ...(nextCursor && { nextCursor }) }
}

test('CL-52 pages of different moments with changes in between end as the truth', () => {
  const between = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 5, maxLength: 5 })
  fc.assert(
    fc.property(steps, between, fc.nat(), (given, advances, start) => {
      const server = serverOf(given)
      const { length } = server.log
      let { state, lastRead } = walk(server, start % (length + 1), advances)
      expect(isComplete(state)).toBe(true)
      for (const change of server.log.slice(state.version)) {
        state = applyChange(state, change).state
        // Until then the pages are of different moments, and no one version's list.
        if (state.version < lastRead) continue
        expect(byId(usersOf(state))).toEqual(byId(server.listAt(state.version)))
      }
      expect(byId(usersOf(state))).toEqual(byId(server.listAt(length)))
    }),
    { numRuns: 500 },
  )
})
