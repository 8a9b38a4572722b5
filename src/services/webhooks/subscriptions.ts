import type { WebhookEventType } from '@/lib/webhookProtocol'
import type { EndpointStore } from './endpointStore'

/** An endpoint made elsewhere is heard of after this time. */
const KNOWN_FOR_MS = 5000

/**
 * Which events anybody listens to, so that the others cost nothing: most tenants listen to none.
 * What one process changes it knows at once.
 */
export class Subscriptions {
  #known: Promise<Map<string, Set<WebhookEventType>>> | undefined
  #knownUntilMs = 0

  constructor(
    private readonly store: Pick<EndpointStore, 'subscriptions'>,
    private readonly now: () => number = Date.now,
  ) {}

  async has(tenantId: string, type: WebhookEventType): Promise<boolean> {
    return (await this.#current()).get(tenantId)?.has(type) ?? false
  }

  /** The tenants that listen to any of these. */
  async tenants(types: readonly WebhookEventType[]): Promise<Set<string>> {
    const known = [...(await this.#current())]
    return new Set(known.filter(([, has]) => types.some((type) => has.has(type))).map(([id]) => id))
  }

  /** They have changed: they are read anew. */
  forget(): void {
    this.#known = undefined
  }

  #current(): Promise<Map<string, Set<WebhookEventType>>> {
    if (this.#known && this.now() < this.#knownUntilMs) return this.#known
    this.#knownUntilMs = this.now() + KNOWN_FOR_MS
    const read = this.#read()
    this.#known = read
    read.catch(() => {
      if (this.#known === read) this.#known = undefined
    })
    return read
  }

  async #read(): Promise<Map<string, Set<WebhookEventType>>> {
    const byTenant = new Map<string, Set<WebhookEventType>>()
    for (const { tenantId, events } of await this.store.subscriptions()) {
      const known = byTenant.get(tenantId) ?? new Set()
      for (const type of events) known.add(type)
      byTenant.set(tenantId, known)
    }
    return byTenant
  }
}
