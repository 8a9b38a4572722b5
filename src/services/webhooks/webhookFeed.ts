import type { Logger } from 'pino'
import type { WebhookBody, WebhookEventType } from '@/lib/webhookProtocol'
import type { DeliveryStore, WebhookEvent } from './deliveryStore'
import { webhookEvent } from './jobEvents'
import type { Subscriptions } from './subscriptions'

/** Events that come close together are stored together. */
const COLLECT_MS = 50
const AGAIN_MS = 1000
const TOGETHER = 500
/** With the database away this many wait; then the oldest go, and that is said. */
const MOST_WAITING = 10_000

export type HappenedEvent = WebhookBody<object> & {
  /** The same in every process that tells of it, so that it is delivered once. */
  id: string
}

export interface FeedParts {
  deliveries: Pick<DeliveryStore, 'add'>
  subscriptions: Subscriptions
  /** Told of new deliveries. */
  worker: { wake(): void }
  log: Logger
}

/**
 * Takes what has happened while the process runs: who comes, goes and is on another page. Unlike what
 * is written with a message or a chat it is stored a moment later: a process killed in it loses it.
 */
export class WebhookFeed {
  #waiting: WebhookEvent[] = []
  #collecting: NodeJS.Timeout | undefined
  #storing: Promise<void> = Promise.resolve()

  constructor(private readonly parts: FeedParts) {}

  /** Returns at once. */
  publishLater(event: HappenedEvent): void {
    const taken = this.#take(event)
    taken.catch((error) => this.parts.log.warn({ err: error }, 'a webhook event was not taken'))
  }

  /** An event is stored by now, see `tell_endpoints`; where nobody listens nothing is looked for. */
  written(tenantId: string, type: WebhookEventType): void {
    const { subscriptions, worker, log } = this.parts
    subscriptions
      .has(tenantId, type)
      .then((isListenedTo) => isListenedTo && worker.wake())
      .catch((error) => log.warn({ err: error }, 'a webhook event waits for the next look'))
  }

  /** Stores what was taken. */
  async close(): Promise<void> {
    clearTimeout(this.#collecting)
    this.#collecting = undefined
    await this.#store()
  }

  async #take(event: HappenedEvent): Promise<void> {
    if (!(await this.parts.subscriptions.has(event.tenantId, event.type))) return
    this.#waiting.push(webhookEvent(event))
    if (this.#waiting.length > MOST_WAITING) this.#drop()
    this.#storeSoon()
  }

  #storeSoon(afterMs = COLLECT_MS): void {
    this.#collecting ??= setTimeout(() => {
      this.#collecting = undefined
      void this.#store()
    }, afterMs).unref()
  }

  #store(): Promise<void> {
    this.#storing = this.#storing.then(() => this.#storeWaiting())
    return this.#storing
  }

  async #storeWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      const together = this.#waiting.splice(0, TOGETHER)
      if (!(await this.#isStored(together))) {
        this.#waiting.unshift(...together)
        return this.#storeSoon(AGAIN_MS)
      }
    }
  }

  async #isStored(events: readonly WebhookEvent[]): Promise<boolean> {
    const { deliveries, worker, log } = this.parts
    try {
      if ((await deliveries.add(events)) > 0) worker.wake()
      return true
    } catch (error) {
      log.warn({ err: error, events: events.length }, 'webhook events wait')
      return false
    }
  }

  #drop(): void {
    const dropped = this.#waiting.splice(0, TOGETHER).length
    this.parts.log.error({ dropped }, 'webhook events were dropped: the database is away')
  }
}
