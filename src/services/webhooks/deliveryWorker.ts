import type { Logger } from 'pino'
import type { WebhookAttempt } from '@/lib/webhookProtocol'
import type { DeliveryStore, DueDelivery, Outcome } from './deliveryStore'
import type { Post } from './postEvent'
import { MOST_ATTEMPTS, nextAttemptAtMs } from './retrySchedule'
import { signedHeaders } from './signature'

/** Finds what is due again, and what other processes have made. */
const LOOK_EVERY_MS = 1000
const TIDY_EVERY_MS = 3_600_000
/** Twice what a try may take; then the process that held it has ended. */
const HOLD_MS = 30_000
const AT_ONCE = 32
const AT_ONCE_PER_ENDPOINT = 4
/** Deliveries stay readable so long after their end. */
const KEPT_MS = 7 * 24 * 3_600_000

export interface WorkerParts {
  store: DeliveryStore
  post(post: Post): Promise<WebhookAttempt>
  allowPrivate: boolean
  log: Logger
  now?: () => number
}

/** Posts what is due. One that hangs holds up four of its own deliveries and nobody else's. */
export class DeliveryWorker {
  readonly #timers: NodeJS.Timeout[]
  /** Deliveries under way, by endpoint. */
  readonly #underWay = new Map<string, Set<Promise<void>>>()
  #looking: Promise<void> | undefined
  #isWanted = false
  #isAway = false
  #isClosed = false

  constructor(private readonly parts: WorkerParts) {
    this.#timers = [
      setInterval(() => this.wake(), LOOK_EVERY_MS),
      setInterval(() => void this.#guarded(() => this.#forget()), TIDY_EVERY_MS),
    ]
    for (const timer of this.#timers) timer.unref()
  }

  /** Something may be due: it is looked for now. */
  wake(): void {
    this.#isWanted = true
    if (this.#isClosed) return
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined
      if (this.#isWanted) this.wake()
    })
  }

  /** Waits for tries under way; what is due after that is for whoever comes next. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const timer of this.#timers) clearInterval(timer)
    await this.#looking
    await Promise.all([...this.#underWay.values()].flatMap((tries) => [...tries]))
  }

  async #look(): Promise<void> {
    this.#isWanted = false
    await this.#guarded(async () => {
      const due = await this.#claimed()
      for (const delivery of due) this.#begin(delivery)
    })
  }

  async #claimed(): Promise<DueDelivery[]> {
    const tries = [...this.#underWay]
    const free = AT_ONCE - tries.reduce((sum, [, { size }]) => sum + size, 0)
    if (free <= 0) return []
    const perEndpoint = AT_ONCE_PER_ENDPOINT
    const busy = tries.filter(([, { size }]) => size > 0).map(([endpointId]) => endpointId)
    return this.parts.store.claim({ limit: free, perEndpoint, busy, holdMs: HOLD_MS })
  }

  #begin(due: DueDelivery): void {
    const tries = this.#underWay.get(due.endpointId) ?? new Set()
    this.#underWay.set(due.endpointId, tries)
    const tried = this.#guarded(() => this.#tried(due)).finally(() => {
      tries.delete(tried)
      if (tries.size === 0) {
        this.#underWay.delete(due.endpointId)
        this.wake()
      }
    })
    tries.add(tried)
  }

  async #tried(due: DueDelivery): Promise<void> {
    const { store, post, allowPrivate, now = Date.now } = this.parts
    const { url, payload: body } = due
    const headers = signedHeaders(due, due.eventId, body, now())
    const attempt = await post({ url, headers, body, allowPrivate })
    await store.note(due, attempt, outcomeOf(due, attempt, now()))
  }

  async #forget(): Promise<void> {
    const { store, now = Date.now } = this.parts
    await store.forget(now() - KEPT_MS)
  }

  /** What is away is said once, until it is back. */
  async #guarded(run: () => Promise<void>): Promise<void> {
    try {
      await run()
      this.#isAway = false
    } catch (error) {
      if (!this.#isAway) this.parts.log.warn({ err: error }, 'webhooks wait: storage is away')
      this.#isAway = true
    }
  }
}

const GONE = 'The endpoint answered 410 Gone'

function outcomeOf({ attempts }: DueDelivery, { status }: WebhookAttempt, nowMs: number): Outcome {
  if (status !== undefined && status >= 200 && status < 300) return { state: 'delivered' }
  if (status === 410) return { state: 'failed', disable: GONE }
  const nextMs = attempts + 1 < MOST_ATTEMPTS ? nextAttemptAtMs(attempts + 1, nowMs) : undefined
  return nextMs === undefined ? { state: 'failed' } : { state: 'pending', nextAttemptAtMs: nextMs }
}
