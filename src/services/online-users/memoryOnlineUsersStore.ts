import { refusal } from '@/lib/errors'
import { MemoryNodes } from './memoryNodes'
import { type HeldConnection, MemoryTenant } from './memoryTenant'
import type {
  HeldFacts,
  JoiningConnection,
  LeaveOutcome,
  LeavingConnection,
  OnlineUsersStore,
  ReapOutcome,
  StoredExplanation,
  WentOffline,
} from './onlineUsersStore'

/** Presence in this process, as fresh as the process. */
export function memoryOnlineUsersStore(options: { now?: () => number } = {}): OnlineUsersStore {
  const now = options.now ?? Date.now
  const tenants = new MemoryTenants(now)
  return {
    join: async (joining) => ({ joined: tenants.join(joining) }),
    update: async (update) => ({ known: tenants.of(update.tenantId).update(update) }),
    leave: async (leaving) => tenants.leave(leaving),
    expire: async (tenantId) => {
      const { offline, nextEndMs } = tenants.expire(tenantId)
      const isGrace = Number.isFinite(nextEndMs)
      return { offline, ...(isGrace && { nextInMs: nextEndMs - now() }) }
    },
    renew: async (nodeId, leaseMs) => tenants.nodes.renew(nodeId, leaseMs),
    lapsedNodes: async () => tenants.nodes.lapsed(),
    reap: async (nodeId, { limit, graceMs }) => tenants.reap(nodeId, limit, graceMs),
    missing: async (_tenantId, nodeId, instances) =>
      instances.filter((instance) => !tenants.nodes.has(nodeId, instance)),
    page: async (tenantId, page) => tenants.of(tenantId).page(page, placeOf(page.cursor)),
    find: async (tenantId, userId) => tenants.of(tenantId).row(userId),
    count: async (tenantId, options) => tenants.of(tenantId).count(options),
    sockets: async (tenantId, userIds) => {
      const tenant = tenants.of(tenantId)
      return userIds.map((userId) => tenant.sockets(userId))
    },
    totals: async (tenantId) => ({
      ...tenants.of(tenantId).totals(),
      nodes: tenants.nodes.alive(),
    }),
    since: async (tenantId, { epoch, after }) => tenants.of(tenantId).log.since(epoch, after),
    watch: async (tenantId, listener) => {
      const { listeners } = tenants.of(tenantId).log
      listeners.add(listener)
      return async () => void listeners.delete(listener)
    },
    explain: async (tenantId, userId) => tenants.explain(tenantId, userId),
    whenBack: () => undefined,
    isFilling: () => false,
    projection: async (tenantId) => projectionOf(tenants.of(tenantId)),
  }
}

class MemoryTenants {
  readonly nodes: MemoryNodes
  readonly #tenants = new Map<string, MemoryTenant>()

  constructor(private readonly now: () => number) {
    this.nodes = new MemoryNodes(now)
  }

  of(tenantId: string): MemoryTenant {
    const known = this.#tenants.get(tenantId)
    if (known) return known
    const tenant = new MemoryTenant(tenantId, this.now)
    this.#tenants.set(tenantId, tenant)
    return tenant
  }

  join(joining: JoiningConnection): boolean {
    const tenant = this.of(joining.tenantId)
    const before = tenant.connection(joining.instance)?.nodeId
    const outcome = tenant.join(joining)
    if (!outcome) return false
    if (before && before !== joining.nodeId) this.nodes.remove(before, joining.instance)
    for (const { nodeId, instance } of outcome.replaced) this.nodes.remove(nodeId, instance)
    this.nodes.add(joining.nodeId, joining.instance, joining.tenantId)
    return true
  }

  leave({ tenantId, instance, graceMs, cause = 'closed' }: LeavingConnection): LeaveOutcome {
    const tenant = this.of(tenantId)
    const connection = tenant.connection(instance)
    if (connection) this.nodes.remove(connection.nodeId, instance)
    return tenant.leave(instance, { graceMs, what: 'left', cause })
  }

  explain(tenantId: string, userId: string): StoredExplanation {
    const tenant = this.of(tenantId)
    const graceEndsAtMs = tenant.graceEndMs(userId)
    return {
      connections: tenant.connectionsOf(userId).map((held) => this.#factsOf(held)),
      ...(graceEndsAtMs !== undefined && { graceEndsAtMs }),
      steps: tenant.steps(userId),
    }
  }

  #factsOf({ instance, nodeId, transport, data }: HeldConnection): HeldFacts {
    const leaseEndsAtMs = this.nodes.leaseEndMs(nodeId)
    return {
      instance,
      nodeId,
      transport,
      data,
      ...(leaseEndsAtMs !== undefined && { leaseEndsAtMs }),
    }
  }

  expire(tenantId?: string): { offline: WentOffline[]; nextEndMs: number } {
    this.nodes.forget()
    const tenants = tenantId === undefined ? [...this.#tenants.values()] : [this.of(tenantId)]
    const outcomes = tenants.map((tenant) => tenant.expire())
    return {
      offline: outcomes.flatMap(({ offline }) => offline),
      nextEndMs: outcomes.reduce((min, { nextEndMs }) => Math.min(min, nextEndMs), Infinity),
    }
  }

  reap(nodeId: string, limit: number, graceMs: number): ReapOutcome {
    if (!this.nodes.isLapsed(nodeId)) return { removed: 0, tenants: [], offline: [], more: false }
    const taken = this.nodes.take(nodeId, limit)
    const outcomes = taken.map(({ tenantId, instance }) =>
      this.of(tenantId).leave(instance, { graceMs, what: 'reaped', cause: 'died' }),
    )
    return {
      removed: taken.length,
      tenants: [...new Set(taken.map(({ tenantId }) => tenantId))],
      offline: outcomes.flatMap((outcome) =>
        outcome.state === 'offline' ? [outcome.offline] : [],
      ),
      more: this.nodes.isLapsed(nodeId),
    }
  }
}

function placeOf(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  if (!/^\d{1,15}$/.test(cursor)) {
    throw refusal('INVALID_REQUEST', { sentence: 'The cursor is unknown', details: ['cursor'] })
  }
  return Number(cursor)
}

function projectionOf(tenant: MemoryTenant): Map<string, string> {
  const projection = new Map<string, string>()
  for (const { userId, connections } of tenant.rows()) {
    const newest = connections.at(-1)
    if (!newest) continue
    const { sessionId, connectedAt, domain, origin, url } = newest
    projection.set(userId, JSON.stringify({ sessionId, connectedAt, domain, origin, url }))
  }
  return projection
}
