import type { Logger } from 'pino'
import type { PresenceFacets } from '@/lib/adminProtocol'
import type { UserActivity } from '@/lib/protocol'
import type { ConnectionOrigin, PersonPrincipal, Principal } from '@/services/realtime'
import { GraceTimers } from './graceTimers'
import { KnownLists } from './knownLists'
import { type LastSeenBook, LastSeenRecorder } from './lastSeenRecorder'
import type { ConnectingSocket } from './localConnection'
import type { HeldFacts, LiveTransport, OnlineUsersStore, WentOffline } from './onlineUsersStore'
import { originCounts } from './originCounts'
import type { PageFollower } from './pageTrail'
import { PresenceAnnouncer } from './presenceAnnouncer'
import type { PresenceAudience } from './presenceAudience'
import { type Leaving, PresenceConnections } from './presenceConnections'
import { type FacetsQuestion, presenceFacets } from './presenceFacets'
import { PresenceNode } from './presenceNode'
import { PresenceReach } from './presenceReach'
import { PresenceReadings } from './presenceReadings'
import { type Round, startRounds, systemTimers, type Timers } from './timers'

const RENEWALS_PER_LEASE = 3
const AUDIT_MS = 60_000
const RECORD_MS = 300_000

export interface OnlineUsersOptions {
  store: OnlineUsersStore
  audience: PresenceAudience
  people?: LastSeenBook
  /** Told where everybody is. */
  pages?: PageFollower
  log: Logger
  /** How long somebody stays online after the last connection is lost. */
  graceMs?: number
  /** How long this process counts as alive without renewing; renewed three times within. */
  leaseMs?: number
  now?: () => number
  timers?: Timers
}

type Readings = Pick<
  PresenceReadings,
  'page' | 'list' | 'colleagues' | 'count' | 'isOnline' | 'explain' | 'since'
>

type Reach = Pick<PresenceReach, 'sockets' | 'reached' | 'totals'>

/** Who is online: the connections of this process, and the truth of all processes. */
export interface OnlineUsersService extends Readings, Reach {
  connect(socket: ConnectingSocket, transport?: LiveTransport): Promise<void>
  /** Long polling has become a WebSocket. */
  upgrade(connectionId: string): Promise<void>
  /** A sign of life, and what has changed on the page. Unknown connections are ignored. */
  heartbeat(connectionId: string, activity?: UserActivity): Promise<void>
  /** `graceMs: 0` where the server ended the connection: a sign-out or a revocation. */
  disconnect(connectionId: string, leaving?: Leaving): Promise<void>
  /** Takes everything of a sign-in on this process offline at once. */
  endAccountSession(accountSessionId: string): Promise<void>
  /** The same of a visitor's session. */
  endVisit(sessionId: string): Promise<void>
  /** A request of a tab: keeps its user online for 60 s, unless the tab has a live socket. */
  sawTab(principal: PersonPrincipal, tab: string, origin?: Partial<ConnectionOrigin>): Promise<void>
  /** How many visitors are on pages of each origin; at most 3 s old. */
  visitorsByOrigin(viewer: Principal): Promise<ReadonlyMap<string, number>>
  /** What those have in common whom a filter leaves; at most 3 s old. */
  facets(viewer: Principal, question: FacetsQuestion): Promise<PresenceFacets>
  /** Somebody watches the tenant who is not a person; `unwatch` once for each. */
  watch(tenantId: string): Promise<void>
  unwatch(tenantId: string): void
  /** Everybody leaves with grace, those first whom `closeSockets` closes; then nothing is done. */
  close(closeSockets?: () => Promise<void>): Promise<void>
}

export function createOnlineUsers(options: OnlineUsersOptions): OnlineUsersService {
  const { connections, readings, announcer, graces, recorder, rounds } = partsOf(options)
  const reach = new PresenceReach(options.store)
  const list = (viewer: Principal) => readings.list(viewer)
  const now = options.now ?? Date.now
  const visitorsByOrigin = originCounts({ list, now })
  const facets = presenceFacets({ page: (viewer, read) => readings.page(viewer, read), now })
  return {
    connect: (socket, transport = 'websocket') => connections.connect(socket, transport),
    upgrade: (connectionId) => connections.upgrade(connectionId),
    heartbeat: (connectionId, activity) => connections.heartbeat(connectionId, activity),
    disconnect: (connectionId, leaving) => connections.disconnect(connectionId, leaving),
    endAccountSession: (accountSessionId) => connections.endAccountSession(accountSessionId),
    endVisit: (sessionId) => connections.endVisit(sessionId),
    sawTab: (principal, tab, origin = {}) => connections.sawTab({ principal, tab, origin }),
    watch: (tenantId) => announcer.hold(tenantId),
    unwatch: (tenantId) => announcer.release(tenantId),
    page: (viewer, read) => readings.page(viewer, read),
    list: (viewer) => readings.list(viewer),
    visitorsByOrigin,
    facets,
    colleagues: (viewer, read) => readings.colleagues(viewer, read),
    count: (tenantId, options) => readings.count(tenantId, options),
    isOnline: (tenantId, userId) => readings.isOnline(tenantId, userId),
    explain: (tenantId, userId) => readings.explain(tenantId, userId),
    since: (viewer, seen) => readings.since(viewer, seen),
    sockets: (tenantId, userIds) => reach.sockets(tenantId, userIds),
    reached: (tenantId, read) => reach.reached(tenantId, read),
    totals: (tenantId) => reach.totals(tenantId),
    close: async (closeSockets) => {
      const userIds = connections.userIds()
      await closeSockets?.()
      rounds()
      await connections.close()
      graces.close()
      announcer.close()
      await recorder.record(userIds, now())
      await recorder.flush()
    },
  }
}

function partsOf({
  store,
  audience,
  people,
  pages,
  log,
  graceMs = 5000,
  leaseMs = 15_000,
  now = Date.now,
  timers = systemTimers,
}: OnlineUsersOptions) {
  const recorder = new LastSeenRecorder({ people, timers, log })
  const onOffline = (offline: readonly WentOffline[]) => recorder.recordLater(offline)
  const graces = new GraceTimers({ store, timers, now, log, onOffline })
  const known = new KnownLists(now)
  const onChange = known.heard.bind(known)
  const announcer = new PresenceAnnouncer({ store, audience, timers, log, onChange })
  const onGrace = (tenantId: string, inMs: number) => graces.arm(tenantId, inMs)
  const node = new PresenceNode({ store, now, leaseMs, graceMs, log, onGrace, onOffline })
  const connections = new PresenceConnections({ node, announcer, pages, graceMs, now })
  const lastBeatMs = (held: HeldFacts) => lastBeatOf(held, node, leaseMs)
  const readings = new PresenceReadings({ store, announcer, known, lastBeatMs })
  const record = () => recorder.record(connections.userIds(), now())
  const rounds = startRounds(timers, log, roundsOf({ node, connections, leaseMs, record }))
  node.renew().catch((error) => log.warn({ err: error }, 'presence has no lease yet'))
  store.whenBack(() => {
    node.returned().catch((error) => log.warn({ err: error }, 'presence is not made up for yet'))
  })
  return { connections, readings, announcer, graces, recorder, rounds }
}

/** Of another process's connection all that is known is when that process last renewed its lease. */
function lastBeatOf(held: HeldFacts, node: PresenceNode, leaseMs: number): number {
  const own = node.connections.get(held.instance)
  if (own) return own.aliveAtMs
  const joinedAtMs = Date.parse(held.data.connectedAt)
  return held.leaseEndsAtMs === undefined ? joinedAtMs : held.leaseEndsAtMs - leaseMs
}

interface RoundParts {
  node: PresenceNode
  connections: PresenceConnections
  leaseMs: number
  record: () => Promise<void>
}

function roundsOf({ node, connections, leaseMs, record }: RoundParts): Round[] {
  return [
    { name: 'renew', everyMs: () => leaseMs / RENEWALS_PER_LEASE, run: () => node.renew() },
    {
      name: 'sweep',
      everyMs: () => (leaseMs / RENEWALS_PER_LEASE) * (0.8 + 0.2 * Math.random()),
      run: async () => {
        await connections.endHeard()
        await node.sweep()
      },
    },
    {
      name: 'audit',
      everyMs: () => AUDIT_MS,
      run: async () => {
        await connections.endSilent()
        await node.audit()
      },
    },
    { name: 'record', everyMs: () => RECORD_MS, run: record },
  ]
}
