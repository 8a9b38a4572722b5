import type { ReapOutcome } from './onlineUsersStore'
import { nodesKey, nodeTenantsKey, tenantKeys } from './redisPresenceKeys'
import { type RedisPresenceScripts, reached } from './redisPresenceScripts'
import { offlineOf } from './redisPresenceText'

/** Leases, and the burial of nodes that let theirs end. */
export class RedisPresenceNodes {
  /** Nodes that asked for a lease here; whoever is gone after that was reaped, or all was lost. */
  readonly #begun = new Set<string>()

  constructor(private readonly scripts: RedisPresenceScripts) {}

  async renew(nodeId: string, leaseMs: number): Promise<boolean> {
    const hasBegun = this.#begun.has(nodeId) ? 'begun' : ''
    this.#begun.add(nodeId)
    const renewed = await this.scripts.ofNodes('renew', nodeId, leaseMs, hasBegun)
    return renewed === 1
  }

  async lapsed(): Promise<string[]> {
    return ((await this.scripts.ofNodes('lapsed')) as string[]).map(String)
  }

  async alive(): Promise<number> {
    return Number(await this.scripts.ofNodes('alive'))
  }

  async leaseEnd(nodeId: string): Promise<number | undefined> {
    const score = await reached(this.scripts.client.zscore(nodesKey, nodeId))
    return Number(score) > 0 ? Number(score) : undefined
  }

  /** What makes a connection findable; sent before the join, on the same connection. */
  async noteTenant(nodeId: string, tenantId: string): Promise<void> {
    const { client } = this.scripts
    await Promise.all([
      reached(client.zadd(nodesKey, 'NX', 0, nodeId)),
      reached(client.sadd(nodeTenantsKey(nodeId), tenantId)),
    ])
  }

  async reap(nodeId: string, limit: number, graceMs: number): Promise<ReapOutcome> {
    const outcome: ReapOutcome = { removed: 0, tenants: [], offline: [], more: false }
    if ((await this.scripts.ofNodes('condemn', nodeId)) !== 1) return outcome
    for (const tenantId of await reached(this.scripts.client.smembers(nodeTenantsKey(nodeId)))) {
      const isLeft = await this.#reapTenant({ nodeId, tenantId, limit, graceMs }, outcome)
      if (isLeft) return { ...outcome, more: true }
      await this.#forgetTenant(nodeId, tenantId)
    }
    await this.#bury(nodeId)
    return outcome
  }

  /** Whether the node has any more connections there; adds to the outcome. */
  async #reapTenant(reaping: Reaping, outcome: ReapOutcome): Promise<boolean> {
    const { nodeId, tenantId, limit, graceMs } = reaping
    const left = limit - outcome.removed
    const [, reply] = await Promise.all([
      this.scripts.ofGraces('noteGrace', tenantId, graceMs),
      this.scripts.ofTenant('reap', tenantId, nodeId, left, graceMs),
    ])
    const [removed, isLeft, ...offline] = reply as (string | number)[]
    outcome.removed += Number(removed)
    if (Number(removed) > 0) outcome.tenants.push(tenantId)
    outcome.offline.push(...offlineOf(tenantId, offline))
    return isLeft === 1
  }

  /** Looks again afterwards: the node may be alive after all, and have joined in between. */
  async #forgetTenant(nodeId: string, tenantId: string): Promise<void> {
    const { client } = this.scripts
    const [, , , connections = ''] = tenantKeys(tenantId)
    const [, held] = await Promise.all([
      reached(client.srem(nodeTenantsKey(nodeId), tenantId)),
      reached(client.zlexcount(connections, `[${nodeId}\0`, `(${nodeId}\u0001`)),
    ])
    if (held > 0) await reached(client.sadd(nodeTenantsKey(nodeId), tenantId))
  }

  async #bury(nodeId: string): Promise<void> {
    const { client } = this.scripts
    const [, isHolding] = await Promise.all([
      reached(client.zrem(nodesKey, nodeId)),
      reached(client.exists(nodeTenantsKey(nodeId))),
    ])
    if (isHolding) await reached(client.zadd(nodesKey, 'NX', 0, nodeId))
  }
}

interface Reaping {
  nodeId: string
  tenantId: string
  limit: number
  graceMs: number
}
