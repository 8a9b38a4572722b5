/** How long a reaped node's id stays condemned; its process has noticed long before. */
const CONDEMNED_MS = 3_600_000

interface Node {
  leaseEndsAtMs: number
  /** instance → tenant */
  connections: Map<string, string>
}

/** The leases of the nodes and what each of them holds. */
export class MemoryNodes {
  readonly #nodes = new Map<string, Node>()
  readonly #condemned = new Map<string, number>()

  constructor(private readonly now: () => number) {}

  renew(nodeId: string, leaseMs: number): boolean {
    if (this.#condemned.has(nodeId)) return false
    this.#node(nodeId).leaseEndsAtMs = this.now() + leaseMs
    return true
  }

  lapsed(): string[] {
    return [...this.#nodes.keys()].filter((nodeId) => this.isLapsed(nodeId))
  }

  alive(): number {
    return [...this.#nodes.values()].filter(({ leaseEndsAtMs }) => leaseEndsAtMs > this.now())
      .length
  }

  leaseEndMs(nodeId: string): number | undefined {
    return this.#nodes.get(nodeId)?.leaseEndsAtMs || undefined
  }

  isLapsed(nodeId: string): boolean {
    const node = this.#nodes.get(nodeId)
    return node !== undefined && node.leaseEndsAtMs <= this.now()
  }

  add(nodeId: string, instance: string, tenantId: string): void {
    this.#node(nodeId).connections.set(instance, tenantId)
  }

  remove(nodeId: string, instance: string): void {
    this.#nodes.get(nodeId)?.connections.delete(instance)
  }

  has(nodeId: string, instance: string): boolean {
    return this.#nodes.get(nodeId)?.connections.has(instance) ?? false
  }

  /** Takes up to `limit` connections from a node that is never to come back under this id. */
  take(nodeId: string, limit: number): { instance: string; tenantId: string }[] {
    this.#condemned.set(nodeId, this.now())
    const connections = this.#node(nodeId).connections
    const taken: { instance: string; tenantId: string }[] = []
    for (const [instance, tenantId] of connections) {
      if (taken.length === limit) break
      taken.push({ instance, tenantId })
      connections.delete(instance)
    }
    if (connections.size === 0) this.#nodes.delete(nodeId)
    return taken
  }

  /** Drops condemnations that are long past. */
  forget(): void {
    for (const [nodeId, atMs] of this.#condemned) {
      if (atMs + CONDEMNED_MS <= this.now()) this.#condemned.delete(nodeId)
    }
  }

  /** A node that never renewed has a lease that is over. */
  #node(nodeId: string): Node {
    const known = this.#nodes.get(nodeId)
    if (known) return known
    const node = { leaseEndsAtMs: 0, connections: new Map<string, string>() }
    this.#nodes.set(nodeId, node)
    return node
  }
}
