import type { UserActivity, UserStatus } from '@/lib/protocol'
import { presencePlace } from './declaredBots'
import {
  type ConnectingSocket,
  changedData,
  chosenStatus,
  isTab,
  type LocalConnection,
  type SeenTab,
  socketConnection,
  tabConnection,
} from './localConnection'
import type { LeaveCause, LiveTransport } from './onlineUsersStore'
import type { PageFollower } from './pageTrail'
import type { PresenceAnnouncer } from './presenceAnnouncer'
import type { PresenceNode } from './presenceNode'
import { PresenceTabs } from './presenceTabs'

/** Without any sign of life a connection counts as gone after this time. */
const SILENCE_MS = 3_600_000
/** A tab heard over HTTP only counts as gone after this time. */
const HEARD_MS = 60_000
/** How often a heard tab is joined again: a socket elsewhere may have taken its place. */
const REJOIN_HEARD_MS = 10_000
const HEARD_TABS_PER_USER = 20

export interface Leaving {
  cause?: LeaveCause
  graceMs?: number
}

const SIGNED_OUT: Leaving = { graceMs: 0, cause: 'signed-out' }

interface ConnectionParts {
  node: PresenceNode
  announcer: PresenceAnnouncer
  pages: PageFollower | undefined
  graceMs: number
  now: () => number
}

/** The sockets and tabs of this process, from their first sign of life to their last. */
export class PresenceConnections {
  readonly #tabs = new PresenceTabs()
  #closed = false

  constructor(private readonly parts: ConnectionParts) {}

  async connect(socket: ConnectingSocket, transport: LiveTransport): Promise<void> {
    const { node, announcer, now } = this.parts
    if (this.#closed || node.connections.has(socket.id)) return
    const connection = socketConnection(socket, now(), transport)
    this.#forgetHeard(connection)
    this.#add(connection)
    this.parts.pages?.follow(connection)
    if (mayWatch(connection)) await announcer.hold(connection.tenantId)
    if (node.connections.has(connection.id)) await node.join(connection)
  }

  /** Long polling has become a WebSocket. */
  async upgrade(connectionId: string): Promise<void> {
    const connection = this.parts.node.connections.get(connectionId)
    if (!connection) return
    connection.transport = 'websocket'
    if (connection.state === 'joined') await this.parts.node.join(connection)
  }

  async heartbeat(connectionId: string, activity: UserActivity = {}): Promise<void> {
    const { node, pages, now } = this.parts
    const connection = node.connections.get(connectionId)
    if (!connection) return
    connection.aliveAtMs = now()
    const changed = changedData(connection.data, activity, now())
    connection.data = changed ?? connection.data
    const status = chosenStatus(connection, activity)
    if (status) this.#choose(connection, status)
    if (activity.url !== undefined || connection.state === 'silent') pages?.follow(connection)
    if (connection.state === 'silent') await node.join(connection)
    if (changed || status) await node.update(connection, status)
  }

  async disconnect(
    connectionId: string,
    { cause = 'closed', graceMs = this.parts.graceMs }: Leaving = {},
  ): Promise<void> {
    const { node, announcer, pages } = this.parts
    const connection = node.connections.get(connectionId)
    if (!connection) return
    node.connections.delete(connectionId)
    this.#tabs.remove(connection)
    pages?.leave(connection)
    if (mayWatch(connection)) announcer.release(connection.tenantId)
    if (connection.state !== 'silent') await node.leave(connection, { graceMs, cause })
  }

  async endAccountSession(accountSessionId: string): Promise<void> {
    await this.#end((connection) => connection.accountSessionId === accountSessionId)
  }

  async endVisit(sessionId: string): Promise<void> {
    await this.#end(({ data }) => data.kind === 'visitor' && data.sessionId === sessionId)
  }

  async sawTab(seen: SeenTab): Promise<void> {
    const { node, now } = this.parts
    const { userId } = seen.principal
    const tenantId = presencePlace(seen.principal, seen.origin.userAgent ?? '')
    const owner = { tenantId, userId, tab: seen.tab }
    if (this.#closed || !isTab(seen.tab) || this.#tabs.hasSocket(owner)) return
    const heard = this.#tabs.heard(owner)
    if (!heard || !node.connections.has(heard.id)) return this.#hear(seen)
    heard.aliveAtMs = now()
    if (now() - heard.joinedAtMs >= REJOIN_HEARD_MS) await node.join(heard)
  }

  /** Ends heard tabs that have fallen silent. */
  async endHeard(): Promise<void> {
    for (const connection of this.#tabs.allHeard()) {
      if (this.parts.now() - connection.aliveAtMs < HEARD_MS) continue
      this.#tabs.remove(connection)
      await this.disconnect(connection.id, { graceMs: 0, cause: 'silent' })
    }
  }

  /** Takes connections out of presence that show no sign of life; the next one brings them back. */
  async endSilent(): Promise<void> {
    const { node, pages, now } = this.parts
    for (const connection of node.connections.values()) {
      if (connection.state === 'silent' || now() - connection.aliveAtMs < SILENCE_MS) continue
      connection.state = 'silent'
      pages?.leave(connection)
      await node.leave(connection, { graceMs: 0, cause: 'silent' })
    }
  }

  /** Signed-in users with a connection to this process. */
  userIds(): string[] {
    const connections = [...this.parts.node.connections.values()]
    const present = connections.filter(
      ({ state, data }) => state !== 'silent' && data.kind === 'user',
    )
    return [...new Set(present.map(({ userId }) => userId))]
  }

  /** Everybody leaves with the usual grace: who comes back to another process was never away. */
  async close(): Promise<void> {
    this.#closed = true
    const ids = [...this.parts.node.connections.keys()]
    await Promise.all(ids.map((id) => this.disconnect(id, { cause: 'ending' })))
  }

  async #end(isEnded: (connection: LocalConnection) => boolean): Promise<void> {
    const ended = [...this.parts.node.connections.values()].filter(isEnded)
    await Promise.all(ended.map(({ id }) => this.disconnect(id, SIGNED_OUT)))
  }

  async #hear(seen: SeenTab): Promise<void> {
    const connection = tabConnection(seen, this.parts.now())
    const own = this.#tabs.allHeard().filter(({ userId }) => userId === connection.userId)
    if (own.length >= HEARD_TABS_PER_USER) return
    this.#add(connection)
    const joined = await this.parts.node.join(connection)
    if (!joined) this.#tabs.remove(connection)
  }

  #add(connection: LocalConnection): void {
    this.parts.node.connections.set(connection.id, connection)
    this.#tabs.add(connection)
  }

  /** The socket's join replaces the tab's pseudo-connection in the store. */
  #forgetHeard(socket: LocalConnection): void {
    const heard = socket.tab === undefined ? undefined : this.#tabs.heard(socket)
    if (!heard) return
    this.parts.node.connections.delete(heard.id)
    this.#tabs.remove(heard)
  }

  /** Remembered on all the user's connections: whichever joins again brings the newest choice. */
  #choose(chooser: LocalConnection, status: UserStatus): void {
    chooser.saidStatus = status
    for (const connection of this.parts.node.connections.values()) {
      const same = connection.userId === chooser.userId && connection.tenantId === chooser.tenantId
      if (same) connection.chosenStatus = status
    }
  }
}

/** Visitors are told of nobody, and a tab without a socket cannot be told. */
function mayWatch({ pseudo, data }: LocalConnection): boolean {
  return !pseudo && data.kind === 'user'
}
