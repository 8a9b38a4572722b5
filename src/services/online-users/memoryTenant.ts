import type { UserStatus } from '@/lib/protocol'
import { ChangeLog } from './memoryChangeLog'
import { OnlineOrder } from './memoryOnlineOrder'
import type {
  ConnectionData,
  ConnectionUpdate,
  CountOptions,
  JoiningConnection,
  LeaveOutcome,
  PageOptions,
  PersonKind,
  PresencePage,
  PresenceRow,
  WentOffline,
} from './onlineUsersStore'

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
  nodeId: string
  data: ConnectionData
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
  #lastPlace = 0

  constructor(
    readonly tenantId: string,
    private readonly now: () => number,
  ) {}

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
    for (const connection of replaced) this.#drop(connection)
    const held = hold(user, joining)
    this.#connections.set(held.instance, held)
    user.connections.push(held)
    user.chosenStatus ??= joining.chosenStatus
    this.#graces.delete(user.userId)
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

  leave(instance: string, graceMs: number): LeaveOutcome {
    const connection = this.#connections.get(instance)
    if (!connection) return { state: 'unknown' }
    const { user } = connection
    this.#drop(connection)
    if (user.connections.length > 0) {
      this.#publishRow(user, 'update')
      return { state: 'online' }
    }
    const grace = { endsAtMs: this.now() + graceMs, lostAtMs: this.now() }
    if (graceMs <= 0) return { state: 'offline', offline: this.#exit(user, grace) }
    this.#graces.set(user.userId, grace)
    return { state: 'grace' }
  }

  /** Ends the graces that are over; `nextEndMs` is when the next one will be. */
  expire(): { offline: WentOffline[]; nextEndMs: number } {
    const offline: WentOffline[] = []
    let nextEndMs = Number.POSITIVE_INFINITY
    for (const [userId, grace] of this.#graces) {
      const user = this.#users.get(userId)
      if (grace.endsAtMs > this.now()) nextEndMs = Math.min(nextEndMs, grace.endsAtMs)
      else if (user) offline.push(this.#exit(user, grace))
    }
    return { offline, nextEndMs }
  }

  /** Rows behind a place; the cursor is the place of the last one. */
  page({ limit, ...left }: PageOptions, place: number): PresencePage {
    const { epoch, version } = this.log
    const page: PresencePage = { rows: [], total: this.count(left), version, epoch }
    let lastPlace = place
    const order = left.usersOnly ? this.#signedIn : this.#everybody
    for (const user of order.after(lastPlace)) {
      if (user.userId === left.except) continue
      if (page.rows.length === limit) return { ...page, nextCursor: String(lastPlace) }
      page.rows.push(user.row)
      lastPlace = user.place
    }
    return page
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

  #rejoin(known: HeldConnection, { nodeId, instance, data }: JoiningConnection): HeldConnection {
    known.nodeId = nodeId
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

function hold(user: OnlineMember, joining: JoiningConnection): HeldConnection {
  const { instance, nodeId, data, tab, pseudo = false } = joining
  return { instance, user, nodeId, data, tab, pseudo }
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
