import { isDeepStrictEqual } from 'node:util'
import type { UserStatus } from '@/lib/protocol'
import type {
  ConnectionUpdate,
  JoiningConnection,
  LeavingConnection,
  PresenceRow,
} from './onlineUsersStore'

interface ModelGrace {
  tenantId: string
  userId: string
  endsAtMs: number
  row: PresenceRow
}

/**
 * The promise of the store as plain lists: no index, nothing kept that can be derived. A change
 * is what makes a user's row different, so versions are counted rather than written.
 */
export class PresenceModel {
  nowMs = 0
  readonly versions = new Map<string, number>()
  readonly #leases = new Map<string, number>()
  readonly #condemned = new Set<string>()
  #connections: JoiningConnection[] = []
  #graces: ModelGrace[] = []
  readonly #choices = new Map<string, UserStatus>()

  rows(tenantId: string): PresenceRow[] {
    const here = [...this.#connections, ...this.#graces].filter((one) => one.tenantId === tenantId)
    const userIds = [...new Set(here.map(({ userId }) => userId))].sort()
    return userIds.flatMap((userId) => this.row(tenantId, userId) ?? [])
  }

  row(tenantId: string, userId: string): PresenceRow | undefined {
    const own = this.#own(tenantId, userId)
    const chosenStatus = this.#choices.get(`${tenantId} ${userId}`)
    if (own.length === 0) return this.#grace(tenantId, userId)?.row
    const connections = own.map(({ data }) => data)
    return { userId, connections, ...(chosenStatus && { chosenStatus }) }
  }

  join(joining: JoiningConnection): boolean {
    const known = this.#find(joining.instance)
    const { tenantId, userId, tab, pseudo, chosenStatus } = joining
    const sameTab = this.#own(tenantId, userId).filter((one) => tab && one.tab === tab)
    if (!known && pseudo && sameTab.some((one) => !one.pseudo)) return false
    this.#change(tenantId, userId, () => {
      if (known) {
        this.#connections = this.#connections.map((one) => (one === known ? joining : one))
        return
      }
      const replaced = pseudo ? [] : sameTab.filter((one) => one.pseudo)
      this.#connections = this.#connections.filter((one) => !replaced.includes(one))
      this.#connections.push(joining)
      this.#graces = this.#graces.filter((grace) => !isOf(grace, tenantId, userId))
      const key = `${tenantId} ${userId}`
      if (chosenStatus && !this.#choices.has(key)) this.#choices.set(key, chosenStatus)
    })
    return true
  }

  update({ tenantId, instance, data, chosenStatus }: ConnectionUpdate): boolean {
    const known = this.#find(instance)
    if (!known || known.tenantId !== tenantId) return false
    this.#change(tenantId, known.userId, () => {
      this.#connections = this.#connections.map((one) => (one === known ? { ...one, data } : one))
      if (chosenStatus) this.#choices.set(`${tenantId} ${known.userId}`, chosenStatus)
    })
    return true
  }

  leave({ tenantId, instance, graceMs }: LeavingConnection): string {
    const known = this.#find(instance)
    if (!known || known.tenantId !== tenantId) return 'unknown'
    const { userId } = known
    const row = this.row(tenantId, userId) as PresenceRow
    this.#change(tenantId, userId, () => {
      this.#connections = this.#connections.filter((one) => one !== known)
      if (this.#own(tenantId, userId).length > 0) return
      const endsAtMs = this.nowMs + graceMs
      if (graceMs > 0) this.#graces.push({ tenantId, userId, endsAtMs, row })
      else this.#choices.delete(`${tenantId} ${userId}`)
    })
    if (this.#own(tenantId, userId).length > 0) return 'online'
    return graceMs > 0 ? 'grace' : 'offline'
  }

  /** Who goes offline, sorted. */
  expire(tenantId?: string): string[] {
    const due = this.#graces.filter(
      (grace) => grace.endsAtMs <= this.nowMs && (!tenantId || grace.tenantId === tenantId),
    )
    for (const grace of due) {
      this.#change(grace.tenantId, grace.userId, () => {
        this.#graces = this.#graces.filter((other) => other !== grace)
        this.#choices.delete(`${grace.tenantId} ${grace.userId}`)
      })
    }
    return due.map((grace) => `${grace.tenantId} ${grace.userId}`).sort()
  }

  renew(nodeId: string, leaseMs: number): boolean {
    if (this.#condemned.has(nodeId)) return false
    this.#leases.set(nodeId, this.nowMs + leaseMs)
    return true
  }

  isAlive(nodeId: string): boolean {
    return (this.#leases.get(nodeId) ?? 0) > this.nowMs
  }

  holds(instance: string): boolean {
    return this.#find(instance) !== undefined
  }

  held(nodeId: string): JoiningConnection[] {
    return this.#connections.filter((one) => one.nodeId === nodeId)
  }

  condemn(nodeId: string): void {
    this.#condemned.add(nodeId)
    this.#leases.delete(nodeId)
  }

  nodesWithConnections(): string[] {
    return [...new Set(this.#connections.map(({ nodeId }) => nodeId))]
  }

  #change(tenantId: string, userId: string, run: () => void): void {
    const before = this.row(tenantId, userId)
    run()
    if (isDeepStrictEqual(before, this.row(tenantId, userId))) return
    this.versions.set(tenantId, (this.versions.get(tenantId) ?? 0) + 1)
  }

  #find(instance: string): JoiningConnection | undefined {
    return this.#connections.find((one) => one.instance === instance)
  }

  #own(tenantId: string, userId: string): JoiningConnection[] {
    return this.#connections.filter((one) => isOf(one, tenantId, userId))
  }

  #grace(tenantId: string, userId: string): ModelGrace | undefined {
    return this.#graces.find((grace) => isOf(grace, tenantId, userId))
  }
}

function isOf(one: { tenantId: string; userId: string }, tenantId: string, userId: string) {
  return one.tenantId === tenantId && one.userId === userId
}
