import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  applyBatch,
  applyMissing,
  applyPage,
  emptyOnlineUsers,
  isComplete,
  type OnlineUsers,
  usersOf,
} from '../onlineUsers'
import type { OnlineUser, OnlineUsersPage, PresenceBatch, PresenceChange } from '../protocol'
import { newestOnly, personOf, shortened } from './newestUsers'

const epoch = 'e1'
const MOST = 4
const PAGE = 2

interface Step {
  id: string
  does: 'comes' | 'goes'
}

/** A server: a log of changes, and who is online at any version, in the order of coming. */
function serverOf(steps: readonly Step[]) {
  const here = new Map<string, OnlineUser>()
  const log: PresenceChange[] = []
  const lists: OnlineUser[][] = [[]]
  for (const { id, does } of steps) {
    const version = log.length + 1
    const change = here.has(id) ? 'update' : 'online'
    const user = userOf(id, version)
    if (does === 'goes') {
      if (!here.delete(id)) continue
      log.push({ type: 'offline', version, userId: id, lastSeen: '' })
    } else {
      here.set(id, user)
      log.push({ type: 'online', version, change, user })
    }
    lists.push([...here.values()])
  }
  return { log, listAt: (version: number) => lists[version] ?? [] }
}

type Server = ReturnType<typeof serverOf>

function userOf(userId: string, version: number): OnlineUser {
  const url = `/${version}`
  return { userId, url, sessionId: '', connectedAt: '', domain: '', origin: '' }
}

/** Pages end with somebody: who comes later is on none of those that follow. */
function pageAt(server: Server, version: number, cursor?: string): OnlineUsersPage {
  const places = placesOf(server)
  const list = server.listAt(version)
  const place = ({ userId }: OnlineUser) => places.get(`${userId} at ${version}`) ?? 0
  const before = list.filter((user) => cursor === undefined || place(user) < Number(cursor))
  const users = before.reverse().slice(0, PAGE)
  const last = users.at(-1)
  const isLast = users.length === before.length || !last
  return {
    users,
    total: list.length,
    version,
    epoch,
    ...(!isLast && { nextCursor: String(place(last)) }),
  }
}

/** Since which version somebody has been there, at each version. */
function placesOf({ log, listAt }: Server): Map<string, number> {
  const places = new Map<string, number>()
  for (const version of [0, ...log.map((change) => change.version)]) {
    for (const { userId } of listAt(version)) {
      const before = places.get(`${userId} at ${version - 1}`)
      places.set(`${userId} at ${version}`, before ?? version)
    }
  }
  return places
}

function batchOf(server: Server, from: number, to: number): PresenceBatch {
  return { epoch, from, to, changes: server.log.slice(from - 1, to) }
}

/** Reads pages while the server goes on, and is told what happened now and then. */
function walk(server: Server, start: number, advances: readonly number[]): OnlineUsers {
  let now = Math.min(start, server.log.length)
  let told = now
  let cursor: string | undefined
  let state = newestOnly(emptyOnlineUsers, MOST)
  for (const [index, advance] of advances.entries()) {
    const page = pageAt(server, now, cursor)
    now = Math.min(server.log.length, now + advance)
    if (index % 2 === 1 && now > told) {
      state = applyBatch(state, batchOf(server, told + 1, now)).state
      told = now
    }
    state = applyPage(state, page, cursor).state
    cursor = state.nextCursor
    if (isComplete(state)) break
  }
  return state
}

function expectNewest(state: OnlineUsers, server: Server): void {
  const truth = server.listAt(server.log.length)
  const kept = usersOf(state)
  expect(kept.length).toBeLessThanOrEqual(MOST)
  expect(kept).toEqual(truth.slice(truth.length - kept.length))
  expect(state.short?.total).toBe(truth.length)
}

const steps = fc.array(
  fc.record({
    id: fc.constantFrom(...'abcdefgh'),
    does: fc.constantFrom<Step['does']>('comes', 'comes', 'goes'),
  }),
  { minLength: 1, maxLength: 60 },
)
const advances = fc.array(fc.nat(4), { minLength: 9, maxLength: 9 })

test('CL-99 pages newest first, with changes in between, end as the newest of the truth', () => {
  fc.assert(
    fc.property(steps, fc.nat(60), advances, (given, start, between) => {
      const server = serverOf(given)
      let state = walk(server, start, between)
      expect(isComplete(state)).toBe(true)
      state = applyMissing(state, state.version, server.log.slice(state.version)).state
      expectNewest(state, server)
    }),
    { numRuns: 1000 },
  )
})

test('CL-99 a whole list that has grown goes on as the newest of it', () => {
  fc.assert(
    fc.property(steps, fc.nat(60), (given, start) => {
      const server = serverOf(given)
      const at = Math.min(start, server.log.length)
      const users = server.listAt(at)
      const whole = { users, total: users.length, version: at, epoch }
      let state = shortened(applyPage(emptyOnlineUsers, whole).state, MOST)
      for (const { version } of server.log.slice(at)) {
        state = applyBatch(state, batchOf(server, version, version)).state
      }
      expectNewest(state, server)
    }),
  )
})

test('CL-99 changes of people who are not kept are told as such, and no others', () => {
  const comes = [...'abcdef'].map((id): Step => ({ id, does: 'comes' }))
  const server = serverOf([
    ...comes,
    { id: 'a', does: 'comes' },
    { id: 'f', does: 'comes' },
    { id: 'b', does: 'goes' },
  ])
  let state = walk(server, 6, [0, 0, 0, 0])
  state = applyBatch(state, batchOf(server, 7, 9)).state
  expect(state.short?.beyond.map(personOf)).toEqual(['a', 'b'])
  expectNewest(state, server)
})
