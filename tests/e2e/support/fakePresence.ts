import type { BrowserContext, WebSocketRoute } from '@playwright/test'
import type { PresenceFacets } from '@/lib/adminProtocol'
import { facetValues } from '@/lib/facetCounts'
import { facetCounts } from '@/lib/facetTally'
import { isIdleSince, lastActiveMs } from '@/lib/idle'
import type { OnlineUser, OnlineUsersPage, PresenceChange, ServerEvent } from '@/lib/protocol'
import { PICTURE_TIME } from './crowd'

/**
 * A tenant's presence in the hands of a test: pages of the context talk to this instead of to the
 * server's sockets. HTTP still reaches the server.
 */
export interface FakePresence {
  /** These people are online now; pages that are open are told in one batch. */
  become(users: readonly OnlineUser[]): void
  /** Rows that are new, or new versions of rows. */
  online(...users: OnlineUser[]): void
  offline(...userIds: string[]): void
  /** An event of the server, to all pages. */
  tell(event: ServerEvent, payload: object): void
  /** Keeps all pages but the first of a list back, until what is returned is called. */
  holdPages(): () => void
  /** Closes every socket; none opens any more, by WebSocket or by polling. */
  cut(): Promise<void>
}

const PAGE = 1000
const EPOCH = 'fake'

/** Must be there before the first page. */
export async function fakePresence(
  context: BrowserContext,
  users: readonly OnlineUser[] = [],
): Promise<FakePresence> {
  const tenant = new FakeTenant(users)
  await context.routeWebSocket(/socketio/, (socket) => tenant.serve(socket))
  await context.route(/\/api\/chat\/online-users/, (route) =>
    route.fulfill({ json: tenant.list(route.request().url()) }),
  )
  await context.route(/\/api\/admin\/presence\/facets/, (route) =>
    route.fulfill({ json: tenant.facets() }),
  )
  return {
    become: (wanted) => {
      const ids = new Set(wanted.map(({ userId }) => userId))
      tenant.change(
        wanted,
        tenant.ids().filter((id) => !ids.has(id)),
      )
    },
    online: (...changed) => tenant.change(changed, []),
    offline: (...userIds) => tenant.change([], userIds),
    tell: (event, payload) => tenant.tell(event, payload),
    holdPages: () => tenant.holdPages(),
    cut: async () => {
      await context.route(/\/api\/socketio/, (route) => route.abort())
      await tenant.cut()
    },
  }
}

class FakeTenant {
  readonly #sockets = new Set<WebSocketRoute>()
  readonly #users: Map<string, OnlineUser>
  #version = 1
  #released: Promise<void> | undefined
  #isCut = false

  constructor(users: readonly OnlineUser[]) {
    this.#users = new Map(users.map((user) => [user.userId, user]))
  }

  ids(): string[] {
    return [...this.#users.keys()]
  }

  holdPages(): () => void {
    let release = () => {}
    this.#released = new Promise((resolve) => {
      release = resolve
    })
    return release
  }

  async cut(): Promise<void> {
    this.#isCut = true
    await Promise.all([...this.#sockets].map((socket) => socket.close()))
    this.#sockets.clear()
  }

  /** What HTTP answers. */
  list(url: string): OnlineUsersPage {
    const asked = new URL(url).searchParams
    return this.#page(Number(asked.get('cursor') ?? 0), asked.get('order') ?? 'oldest')
  }

  facets(): PresenceFacets {
    const users = [...this.#users.values()]
    const clock = { nowMs: Date.parse(PICTURE_TIME), idleAfterMs: 300_000 }
    const idle = users.filter((user) => isIdleSince(user, lastActiveMs(user), clock)).length
    const [total, facets] = [users.length, facetCounts(users.map(facetValues))]
    return { success: true, total, active: total - idle, idle, facets }
  }

  change(online: readonly OnlineUser[], offline: readonly string[]): void {
    const from = this.#version + 1
    const changes = [
      ...online.map((user) => this.#came(user)),
      ...offline.map((userId) => this.#left(userId)),
    ]
    if (changes.length === 0) return
    const batch = { epoch: EPOCH, from, to: this.#version, changes }
    for (const socket of this.#sockets) emit(socket, 'presence_batch', batch)
  }

  tell(event: string, payload: object): void {
    for (const socket of this.#sockets) emit(socket, event, payload)
  }

  /** Engine.IO's 0 open; in its messages Socket.IO's 40 connect, 42 event and 43 answer. */
  serve(socket: WebSocketRoute): void {
    if (this.#isCut) return void socket.close()
    socket.onMessage((packet) => {
      const text = String(packet)
      if (text.startsWith('40')) this.#connect(socket)
      if (text.startsWith('42')) void this.#answer(socket, text)
    })
    socket.onClose(() => this.#sockets.delete(socket))
    const open = { sid: 'fake', upgrades: [], pingInterval: 3_600_000, pingTimeout: 3_600_000 }
    socket.send(`0${JSON.stringify({ ...open, maxPayload: 1_000_000 })}`)
  }

  #connect(socket: WebSocketRoute): void {
    this.#sockets.add(socket)
    socket.send('40{"sid":"fake"}')
  }

  async #answer(socket: WebSocketRoute, text: string): Promise<void> {
    const [, id = '', body = '[]'] = /^42(\d*)(.*)$/s.exec(text) ?? []
    const [event, asked] = JSON.parse(body) as [string, { cursor?: string; order?: string }]
    if (event === 'join_user') emit(socket, 'online_users_list', this.#page(0))
    if (event === 'get_online_users') await this.#released
    const answers: Record<string, () => object> = {
      get_online_users: () => this.#page(Number(asked?.cursor ?? 0), asked?.order),
      get_presence_changes: () => ({ reset: true }),
    }
    const answer = { success: true, ...answers[event]?.() }
    if (id !== '') socket.send(`43${id}${JSON.stringify([answer])}`)
  }

  #page(start: number, order = 'oldest'): OnlineUsersPage {
    const end = start + PAGE
    const sign = order === 'newest' ? -1 : 1
    const users = [...this.#users.values()].sort((a, b) => sign * byTime(a, b))
    return {
      users: users.slice(start, end),
      total: this.#users.size,
      version: this.#version,
      epoch: EPOCH,
      ...(end < this.#users.size && { nextCursor: String(end) }),
    }
  }

  #came(user: OnlineUser): PresenceChange {
    this.#version += 1
    const change = this.#users.has(user.userId) ? 'update' : 'online'
    this.#users.set(user.userId, user)
    return { type: 'online', version: this.#version, change, user }
  }

  #left(userId: string): PresenceChange {
    this.#version += 1
    const lastSeen = this.#users.get(userId)?.lastActiveAt ?? new Date().toISOString()
    this.#users.delete(userId)
    return { type: 'offline', version: this.#version, userId, lastSeen }
  }
}

function byTime(a: OnlineUser, b: OnlineUser): number {
  return a.connectedAt < b.connectedAt ? -1 : 1
}

function emit(socket: WebSocketRoute, event: string, payload: object): void {
  socket.send(`42${JSON.stringify([event, payload])}`)
}
