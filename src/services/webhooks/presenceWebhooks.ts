import type { Logger } from 'pino'
import type { WebhookEventType } from '@/lib/webhookProtocol'
import type { FollowPresence, PresenceHappening } from '@/services/online-users'
import type { Subscriptions } from './subscriptions'
import type { HappenedEvent } from './webhookFeed'

const LOOK_EVERY_MS = 5000

const OF_PRESENCE: readonly WebhookEventType[] = [
  'visitor.online',
  'visitor.offline',
  'visitor.page_changed',
  'user.online',
  'user.offline',
]

export interface PresenceWebhooksParts {
  follow: FollowPresence
  subscriptions: Subscriptions
  publishLater(event: HappenedEvent): void
  log: Logger
}

/**
 * Follows presence of the tenants that listen to it, in every process: what all tell alike is
 * delivered once, so a process that ends takes nothing with it.
 */
export class PresenceWebhooks {
  readonly #followed = new Map<string, Promise<() => Promise<void>>>()
  readonly #timer: NodeJS.Timeout

  constructor(private readonly parts: PresenceWebhooksParts) {
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref()
    void this.look()
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    for (const tenantId of this.#followed.keys()) await this.#leave(tenantId)
  }

  /** Follows whom it should; never rejects. */
  async look(): Promise<void> {
    try {
      const wanted = await this.parts.subscriptions.tenants(OF_PRESENCE)
      for (const tenantId of wanted) if (!this.#followed.has(tenantId)) await this.#join(tenantId)
      for (const tenantId of this.#followed.keys())
        if (!wanted.has(tenantId)) await this.#leave(tenantId)
    } catch (error) {
      this.parts.log.warn({ err: error }, 'webhooks cannot follow presence yet')
    }
  }

  async #join(tenantId: string): Promise<void> {
    const following = this.parts.follow(tenantId, (happening) => this.#tell(tenantId, happening))
    this.#followed.set(tenantId, following)
    await following.catch((error) => {
      this.#followed.delete(tenantId)
      throw error
    })
  }

  async #leave(tenantId: string): Promise<void> {
    const stop = await this.#followed.get(tenantId)
    this.#followed.delete(tenantId)
    await stop?.()
  }

  #tell(tenantId: string, { what, kind, id, user }: PresenceHappening): void {
    if (kind === 'user' && what === 'page_changed') return
    const type = `${kind}.${what}` as WebhookEventType
    const timestamp = new Date().toISOString()
    this.parts.publishLater({ id, tenantId, type, timestamp, data: { user } })
  }
}
