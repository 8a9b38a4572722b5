import type { WebhookAttempt, WebhookDelivery, WebhookEventType } from '@/lib/webhookProtocol'
import type { EndpointSecret } from './endpointStore'

/** What happened, for whichever endpoints of the tenant listen to it. */
export interface WebhookEvent {
  /** The same whoever tells of it, and however often. */
  id: string
  tenantId: string
  type: WebhookEventType
  /** JSON, posted as it is. */
  payload: string
}

/** A delivery that is due, held by whoever was given it. */
export interface DueDelivery extends EndpointSecret {
  id: string
  endpointId: string
  eventId: string
  url: string
  payload: string
  /** How many tries there were before. */
  attempts: number
  createdAtMs: number
}

/** What comes after a try. */
export type Outcome =
  | { state: 'delivered' }
  | { state: 'failed'; disable?: string }
  | { state: 'pending'; nextAttemptAtMs: number }

export interface DeliveryPage {
  deliveries: WebhookDelivery[]
  nextCursor: string | null
}

/**
 * Events on their way. What an implementation owes:
 *
 * - An event becomes one delivery for each endpoint that listens, however often it is added.
 * - A due delivery is given to one asker at a time, and to another once the first has held it
 *   `holdMs` without noting an outcome: a process may end in between.
 */
export interface DeliveryStore {
  /** Answers how many deliveries it has made. */
  add(events: readonly WebhookEvent[]): Promise<number>
  /** For one endpoint, whether or not it listens to it, and while it is off too. */
  addFor(endpointId: string, event: WebhookEvent): Promise<string>
  /** At most `perEndpoint` of each, none of `busy` endpoints or of those that are off. */
  claim(asked: {
    limit: number
    perEndpoint: number
    busy: readonly string[]
    holdMs: number
  }): Promise<DueDelivery[]>
  /** Notes a try; a delivery that was removed meanwhile takes none. */
  note(
    due: Pick<DueDelivery, 'id' | 'endpointId'>,
    attempt: WebhookAttempt,
    outcome: Outcome,
  ): Promise<void>
  /** Due at once, as if it were new; what was tried stays noted. */
  again(tenantId: string, id: string): Promise<WebhookDelivery | undefined>
  page(tenantId: string, endpointId: string, limit: number, cursor?: string): Promise<DeliveryPage>
  find(
    tenantId: string,
    id: string,
  ): Promise<{ delivery: WebhookDelivery; payload: string; attempts: WebhookAttempt[] } | undefined>
  /** Removes what ended before. */
  forget(finishedBeforeMs: number): Promise<void>
}
