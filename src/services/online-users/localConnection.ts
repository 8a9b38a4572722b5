import type { UserActivity, UserStatus } from '@/lib/protocol'
import type {
  Connection,
  ConnectionOrigin,
  PersonPrincipal,
  UserPrincipal,
} from '@/services/realtime'
import type { ConnectionData } from './onlineUsersStore'

/** A connection of this node, as this node knows it. */
export interface LocalConnection {
  readonly id: string
  readonly tenantId: string
  readonly userId: string
  /** The sign-in behind it; visitors have none. */
  readonly accountSessionId: string | undefined
  readonly tab: string | undefined
  /** A tab that is only heard over HTTP. */
  readonly pseudo: boolean
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

export type ConnectingSocket = Pick<
  Connection<PersonPrincipal>,
  'id' | 'principal' | 'origin' | 'tab'
>

export function socketConnection(socket: ConnectingSocket, atMs: number): LocalConnection {
  const { id, principal, origin, tab } = socket
  return { ...fresh(id, principal, atMs), tab, data: dataOf(id, principal, origin, atMs) }
}

/** A tab that has sent an HTTP request. */
export interface SeenTab {
  principal: UserPrincipal
  tab: string
  origin: Partial<ConnectionOrigin>
}

export function tabConnection({ principal, tab, origin }: SeenTab, atMs: number): LocalConnection {
  const id = crypto.randomUUID()
  const data = dataOf(id, principal, origin, atMs)
  return { ...fresh(id, principal, atMs), tab, pseudo: true, data }
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
  const { url = data.url, title = data.title, active = data.active } = activity
  const next = { ...data, url, active, ...(title !== undefined && { title }) }
  const same = url === data.url && title === data.title && active === data.active
  return same ? undefined : { ...next, lastActiveAt: iso(atMs) }
}

function fresh(id: string, principal: PersonPrincipal, atMs: number) {
  const { tenantId, userId } = principal
  return {
    id,
    tenantId,
    userId,
    accountSessionId: principal.kind === 'user' ? principal.accountSessionId : undefined,
    pseudo: false,
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
  return {
    ...personOf(id, principal),
    connectedAt: iso(atMs),
    domain: origin.domain ?? '',
    origin: origin.origin ?? '',
    url: origin.url ?? '',
    ...(origin.title && { title: origin.title }),
    ...(origin.referrer && { referrer: origin.referrer }),
    active: true,
    lastActiveAt: iso(atMs),
  }
}

function personOf(id: string, principal: PersonPrincipal) {
  if (principal.kind === 'visitor') {
    return { kind: principal.kind, sessionId: principal.sessionId }
  }
  const { kind, name, avatar, role } = principal
  return { kind, sessionId: id, name, ...(avatar !== undefined && { avatar }), role }
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString()
}
