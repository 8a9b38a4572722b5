import type { UserStatus } from '@/lib/protocol'
import { ChangeLog } from './memoryChangeLog'
import { OnlineOrder } from './memoryOnlineOrder'
import { MemoryTrails } from './memoryTrails'
import type {
  ConnectionData,
  ConnectionUpdate,
  CountOptions,
  HeldFacts,
  JoiningConnection,
  LeaveCause,
  LeaveOutcome,
  PageOptions,
  PersonKind,
  PresencePage,
  PresenceRow,
  PresenceStep,
  StepCause,
  WentOffline,
} from './onlineUsersStore'
import { stepsOf } from './presenceSteps'

interface OnlineMember {
  readonly userId: string
  readonly kind: PersonKind
  readonly place: number
  /** Oldest first. Empty in grace. */
  connections: HeldConnection[]
  chosenStatus: UserStatus | undefined
  row: PresenceRow
}

export interface HeldConnection {
  readonly instance: string
  readonly user: OnlineMember
  readonly tab: string | undefined
  readonly pseudo: boolean
  readonly joinedAtMs: number
  readonly joinCause: StepCause
  transport: HeldFacts['transport']
  nodeId: string
  data: ConnectionData
}

/** How a connection is lost. */
interface Loss {
  graceMs: number
  what: 'left' | 'reaped'
  cause: LeaveCause | 'died'
}

interface Grace {
  endsAtMs: number
  lostAtMs: number
}

/** Who is online in one tenant. Synchronous, so every call is atomic. */
export class MemoryTenant {
  readonly log = new ChangeLog()
  readonly #users = new Map<string, OnlineMember>()
  readonly #connections = new Map<string, HeldConnection>()
  readonly #everybody = new OnlineOrder<OnlineMember>()
  /** The same without visitors. */
  readonly #signedIn = new OnlineOrder<OnlineMember>()
  readonly #graces = new Map<string, Grace>()
  readonly #trails: MemoryTrails
  #lastPlace = 0

  constructor(
    readonly tenantId: string,
    private readonly now: () => number,
  ) {
    this.#trails = new MemoryTrails(now)
  }

  connection(instance: string): HeldConnection | undefined {
    return this.#connections.get(instance)
  }

  /** The connection now held and the ones it replaced; undefined when its tab has a live one. */
  join(
    joining: JoiningConnection,
  ): { held: HeldConnection; replaced: HeldConnection[] } | undefined {
    const known = this.#connections.get(joining.instance)
    if (known) return { held: this.#rejoin(known, joining), replaced: [] }
    const online = this.#users.get(joining.userId)
    const sameTab = online?.connections.filter(
      ({ tab }) => tab !== undefined && tab === joining.tab,
    )
    if (joining.pseudo && sameTab?.some(({ pseudo }) => !pseudo)) return undefined
    const replaced = joining.pseudo ? [] : (sameTab?.filter(({ pseudo }) => pseudo) ?? [])
    const user = online ?? this.#enter(joining)
    for (const connection of replaced) this.#replace(connection)
    const isBack = this.#graces.delete(user.userId)
    const joinCause = causeOf(online === undefined, isBack)
    const held = hold(user, joining, { joinedAtMs: this.now(), joinCause })
    this.#connections.set(held.instance, held)
    user.connections.push(held)
    user.chosenStatus ??= joining.chosenStatus
    this.#publishRow(user, online ? 'update' : 'online')
    return { held, replaced }
  }

  update({ instance, data, chosenStatus }: ConnectionUpdate): boolean {
    const connection = this.#connections.get(instance)
    if (!connection) return false
    const { user } = connection
    connection.data = data
    user.chosenStatus = chosenStatus ?? user.chosenStatus
    this.#publishRow(user, 'update')
    return true
  }

  leave(instance: string, { graceMs, ...how }: Loss): LeaveOutcome {
    const connection = this.#connections.get(instance)
    if (!connection) return { state: 'unknown' }
    const { user } = connection
    this.#drop(connection)
    if (user.connections.length > 0) {
      this.#step(connection, how)
      this.#publishRow(user, 'update')
      return { state: 'online' }
    }
    this.#step(connection, { became: graceMs > 0 ? 'grace' : 'offline', ...how })
    const grace = { endsAtMs: this.now() + graceMs, lostAtMs: this.now() }
    if (graceMs <= 0) return { state: 'offline', offline: this.#exit(user, grace) }
    this.#graces.set(user.userId, grace)
    return { state: 'grace' }
  }

  /** Ends the graces that are over; `nextEndMs` is when the next one will be. */
  expire(): { offline: WentOffline[]; nextEndMs: number } {
    this.#trails.forget()
    const offline: WentOffline[] = []
    let nextEndMs = Number.POSITIVE_INFINITY
    for (const [userId, grace] of this.#graces) {
      const user = this.#users.get(userId)
      if (grace.endsAtMs > this.now()) nextEndMs = Math.min(nextEndMs, grace.endsAtMs)
      else if (user) {
        this.#trails.add(userId, { what: 'ended', cause: 'over', became: 'offline' })
        offline.push(this.#exit(user, grace))
      }
    }
    return { offline, nextEndMs }
  }

  /** Rows behind a place, or before it; the cursor is the place of the last one. */
  page({ limit, newestFirst, ...left }: PageOptions, place: number | undefined): PresencePage {
    const { epoch, version } = this.log
    const page: PresencePage = { rows: [], total: this.count(left), version, epoch }
    let lastPlace = place ?? (newestFirst ? Number.POSITIVE_INFINITY : 0)
    const order = left.usersOnly ? this.#signedIn : this.#everybody
    for (const user of newestFirst ? order.before(lastPlace) : order.after(lastPlace)) {
      if (user.userId === left.except) continue
      if (page.rows.length === limit) return { nextCursor: String(lastPlace), ...page }
      page.rows.push(user.row)
      lastPlace = user.place
    }
    return page
  }

  connectionsOf(userId: string): readonly HeldConnection[] {
    return this.#users.get(userId)?.connections ?? []
  }

  /** Those that hear what is said to the user. */
  sockets(userId: string): number {
    const held = this.connectionsOf(userId)
    return held.filter(({ pseudo, data }) => !pseudo && !data.unproven).length
  }

  totals(): { users: number; connections: number } {
    return {
      users: this.#users.size - this.#graces.size,
      connections: this.#connections.size,
    }
  }

  graceEndMs(userId: string): number | undefined {
    return this.#graces.get(userId)?.endsAtMs
  }

  steps(userId: string): PresenceStep[] {
    return stepsOf(this.connectionsOf(userId), this.#trails.of(userId))
  }

  row(userId: string): PresenceRow | undefined {
    return this.#users.get(userId)?.row
  }

  rows(): PresenceRow[] {
    return [...this.#users.values()].map(({ row }) => row)
  }

  count({ except, usersOnly }: CountOptions = {}): number {
    const left = except === undefined ? undefined : this.#users.get(except)
    const isCounted = left && (!usersOnly || left.kind === 'user')
    return (usersOnly ? this.#signedIn : this.#everybody).size - (isCounted ? 1 : 0)
  }

  #rejoin(known: HeldConnection, joining: JoiningConnection): HeldConnection {
    const { nodeId, instance, data } = joining
    const isMoved = known.nodeId !== nodeId
    known.nodeId = nodeId
    known.transport = transportOf(joining)
    if (isMoved) this.#step(known, { what: 'joined', cause: 'moved' })
    this.update({ tenantId: this.tenantId, instance, data })
    return known
  }

  #enter({ userId, data }: JoiningConnection): OnlineMember {
    this.#lastPlace += 1
    const user: OnlineMember = {
      userId,
      kind: data.kind,
      place: this.#lastPlace,
      connections: [],
      chosenStatus: undefined,
      row: { userId, connections: [] },
    }
    this.#users.set(userId, user)
    this.#everybody.append(user)
    if (user.kind === 'user') this.#signedIn.append(user)
    return user
  }

  #replace(connection: HeldConnection): void {
    this.#drop(connection)
    this.#step(connection, { what: 'left', cause: 'replaced' })
  }

  #drop(connection: HeldConnection): void {
    const { user } = connection
    this.#connections.delete(connection.instance)
    user.connections = user.connections.filter((other) => other !== connection)
  }

  #exit(user: OnlineMember, { lostAtMs }: Grace): WentOffline {
    const { userId, kind } = user
    this.#users.delete(userId)
    this.#graces.delete(userId)
    this.#everybody.remove(user)
    if (kind === 'user') this.#signedIn.remove(user)
    this.log.add({ type: 'offline', userId, kind, lastSeenMs: lostAtMs })
    return { tenantId: this.tenantId, userId, kind, lastSeenMs: lostAtMs }
  }

  #step(connection: HeldConnection, step: Omit<PresenceStep, 'atMs'>): void {
    const { instance, nodeId, user, joinedAtMs, joinCause } = connection
    const isGone = step.what !== 'joined'
    const joined = isGone && { joinedAtMs, joinCause }
    this.#trails.add(user.userId, { instance, nodeId, ...step, ...joined })
  }

  /** Publishes the user's row, unless it shows what it showed before. */
  #publishRow(user: OnlineMember, change: 'online' | 'update'): void {
    const { userId, chosenStatus } = user
    const connections = user.connections.map(({ data }) => data)
    const row = { userId, connections, ...(chosenStatus && { chosenStatus }) }
    if (sameRow(row, user.row)) return
    user.row = row
    this.log.add({ type: 'online', change, row })
  }
}

function hold(
  user: OnlineMember,
  joining: JoiningConnection,
  joined: Pick<HeldConnection, 'joinedAtMs' | 'joinCause'>,
): HeldConnection {
  const { instance, nodeId, data, tab, pseudo = false } = joining
  return { instance, user, nodeId, data, tab, pseudo, transport: transportOf(joining), ...joined }
}

function causeOf(isNew: boolean, isBack: boolean): StepCause {
  if (isNew) return 'first'
  return isBack ? 'back' : 'more'
}

function transportOf({ pseudo, transport = 'websocket' }: JoiningConnection) {
  return pseudo ? 'http' : transport
}

function sameRow(one: PresenceRow, other: PresenceRow): boolean {
  return (
    one.chosenStatus === other.chosenStatus &&
    one.connections.length === other.connections.length &&
    one.connections.every((data, index) => sameData(data, other.connections[index]))
  )
}

function sameData(one: ConnectionData, other: ConnectionData | undefined): boolean {
  if (one === other) return true
  const keys = Object.keys({ ...one, ...other }) as (keyof ConnectionData)[]
  return keys.every((key) => one[key] === other?.[key])
}
