import pino from 'pino'
import type {
  PersonPrincipal,
  Scope,
  ServicePrincipal,
  UserPrincipal,
  VisitorPrincipal,
} from '@/services/realtime'
import { FakeAudience } from './fakeAudience'
import type { ConnectingSocket } from './localConnection'
import { memoryOnlineUsersStore } from './memoryOnlineUsersStore'
import { createOnlineUsers, type OnlineUsersOptions } from './onlineUsersService'
import { TestClock } from './testClock'

interface World {
  /** Shared by several processes of one test. */
  clock?: TestClock
  store?: OnlineUsersOptions['store']
  audience?: FakeAudience
  people?: OnlineUsersOptions['people']
  pages?: NonNullable<OnlineUsersOptions['pages']>
}

/** One process with a clock that stands still, an audience that remembers and people known to it. */
export function testPresence(world: World = {}) {
  const clock = world.clock ?? new TestClock()
  const store = world.store ?? memoryOnlineUsersStore({ now: clock.now })
  const audience = world.audience ?? new FakeAudience()
  const recorded: { userIds: readonly string[]; atMs: number }[] = []
  const people = world.people ?? {
    recordLastSeen: async (userIds: readonly string[], atMs: number) => {
      recorded.push({ userIds, atMs })
    },
  }
  const onlineUsers = createOnlineUsers({
    store,
    audience,
    people,
    ...(world.pages && { pages: world.pages }),
    log: pino({ level: 'silent' }),
    now: clock.now,
    timers: clock.timers,
  })
  return { clock, store, audience, recorded, onlineUsers }
}

export function person(userId: string, change: Partial<UserPrincipal> = {}): UserPrincipal {
  return {
    kind: 'user',
    userId,
    tenantId: 'acme',
    role: 'member',
    name: userId,
    accountSessionId: `sign-in of ${userId}`,
    expiresAtMs: Number.POSITIVE_INFINITY,
    ...change,
  }
}

export function visitor(userId: string, change: Partial<VisitorPrincipal> = {}): VisitorPrincipal {
  return {
    kind: 'visitor',
    userId,
    tenantId: 'acme',
    sessionId: `stay of ${userId}`,
    anonymous: true,
    visits: 1,
    expiresAtMs: Number.POSITIVE_INFINITY,
    ...change,
  }
}

export function backEnd(...scopes: Scope[]): ServicePrincipal {
  return { kind: 'service', tenantId: 'acme', keyId: 'key', scopes }
}

export const admin = person('ada', { role: 'admin' })

/** A socket of a person: `socketOf('ada', 'laptop')` has the id `ada.laptop`. */
export function socketOf(
  who: string | PersonPrincipal,
  name = '1',
  tab?: string,
): ConnectingSocket {
  const principal = typeof who === 'string' ? personOrVisitor(who) : who
  return {
    id: `${principal.userId}.${name}`,
    principal,
    origin: {
      url: 'https://acme.example/start',
      title: 'Start',
      domain: 'acme.example',
      origin: 'https://acme.example',
      referrer: '',
      userAgent: 'test',
      language: '',
      country: '',
    },
    tab,
  }
}

/** As on the wire, a visitor's id says so. */
function personOrVisitor(userId: string): PersonPrincipal {
  return userId.startsWith('v_') ? visitor(userId) : person(userId)
}
