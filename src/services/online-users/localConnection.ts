import type { UserActivity, UserStatus } from '@/lib/protocol'
import {
  type Connection,
  type ConnectionOrigin,
  type PersonPrincipal,
  plainText,
} from '@/services/realtime'
import { presencePlace } from './declaredBots'
import type { ConnectionData, LiveTransport } from './onlineUsersStore'
import { MAX_TITLE, pageAddress } from './pageText'
import { agentOf } from './userAgent'

const MAX_DOMAIN = 253
const TAB = /^[A-Za-z0-9_.:-]{1,64}$/

/** A connection of this node, as this node knows it. */
export interface LocalConnection {
  readonly id: string
  /** Where it counts: the tenant, or the place of programs beside it. */
  readonly tenantId: string
  readonly userId: string
  /** The sign-in behind it; visitors have none. */
  readonly accountSessionId: string | undefined
  readonly tab: string | undefined
  /** A tab that is only heard over HTTP. */
  readonly pseudo: boolean
  transport: LiveTransport
  data: ConnectionData
  /** What this connection last said of its status; heartbeats repeat it. */
  saidStatus: UserStatus | undefined
  /** The user's newest choice that this node knows of. */
  chosenStatus: UserStatus | undefined
  /** A choice that the store could not be told yet. */
  owedStatus: UserStatus | undefined
  /** When it last showed a sign of life. */
  aliveAtMs: number
  /** When the store last agreed to have it. */
  joinedAtMs: number
  /** `silent` ones have left because they showed no sign of life; the next one brings them back. */
  state: 'waiting' | 'joined' | 'silent'
}

export interface ConnectingSocket
  extends Pick<Connection<PersonPrincipal>, 'id' | 'principal' | 'tab'> {
  readonly origin: ConnectionOrigin
}

export function socketConnection(
  socket: ConnectingSocket,
  atMs: number,
  transport: LiveTransport = 'websocket',
): LocalConnection {
  const { id, principal, origin } = socket
  const tab = isTab(socket.tab) ? socket.tab : undefined
  const tenantId = presencePlace(principal, origin.userAgent)
  const data = dataOf(id, principal, origin, atMs)
  return { data, ...fresh(id, principal, atMs), tenantId, tab, transport }
}

/** What is none could pose as another field in storage. */
export function isTab(tab: string | undefined): boolean {
  return tab !== undefined && TAB.test(tab)
}

/** A tab that has sent an HTTP request. */
export interface SeenTab {
  principal: PersonPrincipal
  tab: string
  origin: Partial<ConnectionOrigin>
}

export function tabConnection({ principal, tab, origin }: SeenTab, atMs: number): LocalConnection {
  const id = crypto.randomUUID()
  const data = dataOf(id, principal, origin, atMs)
  const tenantId = presencePlace(principal, origin.userAgent ?? '')
  return { data, ...fresh(id, principal, atMs), tenantId, tab, pseudo: true }
}

/**
 * The status, if it is a choice: one that the connection did not say before, or that comes by
 * itself. What a heartbeat repeats is none, or two tabs would overrule each other for ever.
 */
export function chosenStatus(
  { saidStatus }: LocalConnection,
  { status, ...report }: UserActivity,
): UserStatus | undefined {
  const byItself = Object.keys(report).length === 0
  return byItself || status !== saidStatus ? status : undefined
}

/** What an activity changes; undefined when it only says that somebody is there. */
export function changedData(
  data: ConnectionData,
  activity: UserActivity,
  atMs: number,
): ConnectionData | undefined {
  const { active = data.active } = activity
  const url = activity.url === undefined ? data.url : pageAddress(activity.url)
  const title = activity.title === undefined ? data.title : plainText(activity.title, MAX_TITLE)
  if (url === data.url && title === data.title && active === data.active) return undefined
  return { ...data, url, active, ...(title !== undefined && { title }), lastActiveAt: iso(atMs) }
}

function fresh(id: string, principal: PersonPrincipal, atMs: number) {
  const { tenantId, userId } = principal
  return {
    id,
    tenantId,
    userId,
    accountSessionId: principal.kind === 'user' ? principal.accountSessionId : undefined,
    pseudo: false,
    transport: 'websocket' as const,
    saidStatus: undefined,
    chosenStatus: undefined,
    owedStatus: undefined,
    aliveAtMs: atMs,
    joinedAtMs: atMs,
    state: 'waiting' as const,
  }
}

function dataOf(
  id: string,
  principal: PersonPrincipal,
  origin: Partial<ConnectionOrigin>,
  atMs: number,
): ConnectionData {
  const connectedAt = iso(atMs)
  return {
    connectedAt,
    ...personOf(id, principal),
    ...pageOf(origin),
    active: true,
    lastActiveAt: connectedAt,
  }
}

function personOf(id: string, principal: PersonPrincipal) {
  if (principal.kind === 'visitor') {
    const { kind, sessionId, visits, name, email, unprovenName } = principal
    const unproven = unprovenName !== undefined && { unproven: true as const }
    const person = { ...(name !== undefined && { name }), ...(email !== undefined && { email }) }
    return { kind, sessionId, visits, ...person, ...unproven }
  }
  const { kind, name, avatar, role } = principal
  return { kind, sessionId: id, name, ...(avatar !== undefined && { avatar }), role }
}

/** What page and request tell; anybody may have written them. Unknown values are absent. */
function pageOf({ language, country, userAgent = '', ...said }: Partial<ConnectionOrigin>) {
  const title = plainText(said.title ?? '', MAX_TITLE)
  const referrer = pageAddress(said.referrer ?? '')
  return {
    domain: plainText(said.domain ?? '', MAX_DOMAIN),
    origin: plainText(said.origin ?? '', MAX_DOMAIN),
    url: pageAddress(said.url ?? ''),
    ...(title && { title }),
    ...(referrer && { referrer }),
    ...(language && { language }),
    ...(country && { country }),
    ...agentOf(userAgent),
  }
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString()
}
