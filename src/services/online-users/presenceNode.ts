import type { Logger } from 'pino'
import type { UserStatus } from '@/lib/protocol'
import type { LocalConnection } from './localConnection'
import type { LeaveCause, OnlineUsersStore, WentOffline } from './onlineUsersStore'

const REJOIN_AT_ONCE = 500
const REAP_AT_ONCE = 500

interface NodeParts {
  store: OnlineUsersStore
  now: () => number
  leaseMs: number
  graceMs: number
  log: Logger
  /** Somebody of the tenant is in grace for so long. */
  onGrace(tenantId: string, graceMs: number): void
  onOffline(offline: readonly WentOffline[]): void
}

interface Leave {
  graceMs: number
  cause: LeaveCause
}

interface OwedLeave extends Leave {
  tenantId: string
  instance: string
}

/**
 * This process in the store: its lease, its connections, and its share of cleaning up after
 * nodes that died. What the store refused while it was away is made up for by `sweep`.
 */
export class PresenceNode {
  readonly connections = new Map<string, LocalConnection>()
  #id = crypto.randomUUID() as string
  #owed: OwedLeave[] = []
  #audited: string[] = []
  /** Other nodes are not taken for dead before. */
  #reapFromMs = 0

  constructor(private readonly parts: NodeParts) {}

  /** False when the connection is not to be: a pseudo-connection whose tab has a live one. */
  async join(connection: LocalConnection): Promise<boolean> {
    const { id, tenantId, userId, tab, pseudo, transport, data, chosenStatus } = connection
    connection.state = 'waiting'
    try {
      const { joined } = await this.parts.store.join({
        tenantId,
        instance: id,
        userId,
        nodeId: this.#id,
        data,
        tab,
        pseudo,
        transport,
        chosenStatus,
      })
      connection.state = 'joined'
      connection.joinedAtMs = this.parts.now()
      if (!joined) this.connections.delete(id)
      return joined
    } catch (error) {
      this.parts.log.warn({ err: error, connection: id }, 'presence could not be joined yet')
      return true
    }
  }

  /** Writes the connection's data; joins again where the store has lost it. */
  async update(connection: LocalConnection, chosenStatus?: UserStatus): Promise<void> {
    const { id: instance, tenantId, data } = connection
    try {
      const { known } = await this.parts.store.update({ tenantId, instance, data, chosenStatus })
      if (!known && this.connections.has(instance)) await this.join(connection)
    } catch (error) {
      connection.state = 'waiting'
      connection.owedStatus = chosenStatus ?? connection.owedStatus
      this.parts.log.warn({ err: error, connection: instance }, 'presence was not updated yet')
    }
  }

  async leave({ id: instance, tenantId }: LocalConnection, leave: Leave): Promise<void> {
    await this.#leave({ tenantId, instance, ...leave })
  }

  /** Keeps the lease. A node that was taken for dead begins anew and brings everybody back. */
  async renew(): Promise<void> {
    if (await this.parts.store.renew(this.#id, this.parts.leaseMs)) return
    this.parts.log.warn({ node: this.#id }, 'this node was taken for dead; joining again')
    this.#id = crypto.randomUUID()
    await this.parts.store.renew(this.#id, this.parts.leaseMs)
    await this.#rejoin([...this.connections.values()])
  }

  /** The storage is there again: the others have been without it too, and get a lease's time. */
  async returned(): Promise<void> {
    this.#reapFromMs = this.parts.now() + this.parts.leaseMs
    await this.renew()
    await this.#makeUp()
  }

  /** Buries dead nodes, ends graces that are over and repeats what failed. */
  async sweep(): Promise<void> {
    const { store, now, onOffline } = this.parts
    const dead = now() < this.#reapFromMs ? [] : await store.lapsedNodes()
    for (const nodeId of dead) if (nodeId !== this.#id) await this.#reap(nodeId)
    onOffline((await store.expire()).offline)
    await this.#makeUp()
  }

  /** Compares the next tenth of the connections with the store and joins what it has lost. */
  async audit(): Promise<void> {
    if (this.#audited.length === 0) this.#audited = [...this.connections.keys()]
    const ids = this.#audited.splice(0, Math.ceil(this.connections.size / 10))
    const checked = ids.flatMap((id) => this.connections.get(id) ?? [])
    const joined = checked.filter(({ state }) => state === 'joined')
    for (const tenantId of new Set(joined.map((connection) => connection.tenantId))) {
      const instances = joined.flatMap((one) => (one.tenantId === tenantId ? one.id : []))
      const missing = await this.parts.store.missing(tenantId, this.#id, instances)
      await this.#rejoin(missing.flatMap((id) => this.connections.get(id) ?? []))
    }
  }

  async #makeUp(): Promise<void> {
    const owed = this.#owed
    this.#owed = []
    for (const leave of owed) await this.#leave(leave)
    await this.#rejoin([...this.connections.values()].filter(({ state }) => state === 'waiting'))
  }

  async #leave(leave: OwedLeave): Promise<void> {
    try {
      const outcome = await this.parts.store.leave(leave)
      if (outcome.state === 'offline') this.parts.onOffline([outcome.offline])
      if (outcome.state === 'grace') this.parts.onGrace(leave.tenantId, leave.graceMs)
    } catch (error) {
      this.#owed.push(leave)
      this.parts.log.warn({ err: error, connection: leave.instance }, 'presence was not left yet')
    }
  }

  async #reap(nodeId: string): Promise<void> {
    const { store, graceMs, onGrace, onOffline, log } = this.parts
    for (let more = true; more; ) {
      const reaped = await store.reap(nodeId, { limit: REAP_AT_ONCE, graceMs })
      onOffline(reaped.offline)
      for (const tenantId of reaped.tenants) onGrace(tenantId, graceMs)
      if (reaped.removed > 0) log.info({ node: nodeId, removed: reaped.removed }, 'node reaped')
      more = reaped.more
    }
  }

  async #rejoin(connections: readonly LocalConnection[]): Promise<void> {
    for (let at = 0; at < connections.length; at += REJOIN_AT_ONCE) {
      const some = connections.slice(at, at + REJOIN_AT_ONCE)
      const open = some.filter(({ id, state }) => this.connections.has(id) && state !== 'silent')
      await Promise.all(open.map((connection) => this.#restore(connection)))
    }
  }

  async #restore(connection: LocalConnection): Promise<void> {
    const owed = connection.owedStatus
    connection.owedStatus = undefined
    await this.join(connection)
    if (owed) await this.update(connection, owed)
  }
}
