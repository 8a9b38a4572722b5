/**
 * Webhooks: what a tenant's own programs are told, and how their endpoints are managed. Types only.
 * Times are ISO 8601 strings in UTC.
 *
 * A delivery is a `POST` with a `WebhookBody` and the headers of Standard Webhooks: `webhook-id` (the
 * same with every repeat), `webhook-timestamp`, `webhook-signature`. Any 2xx within 15 s is success;
 * anything else is tried again for 12 hours, `410` never again. Events may come twice and out of
 * order: `webhook-id` tells repeats, `seq` and `timestamp` tell order.
 */
import type { Message } from './protocol'

export type WebhookEventType =
  | 'message.created'
  | 'conversation.created'
  | 'conversation.updated'
  | 'visitor.online'
  | 'visitor.offline'
  | 'visitor.page_changed'
  | 'user.online'
  | 'user.offline'
  | 'gateway.delivered'
  | 'gateway.expired'
  | 'client.message'
  | 'webhook.test'

/** What is posted to an endpoint. */
export interface WebhookBody<Data = Record<string, unknown>> {
  type: WebhookEventType
  /** When it happened. */
  timestamp: string
  /** The public key of the tenant. */
  tenantId: string
  data: Data
}

/** `data` of `message.created`: a message of a web chat, whoever wrote it. */
export interface WebhookMessage
  extends Pick<
    Message,
    'conversationId' | 'seq' | 'text' | 'timestamp' | 'clientMessageId' | 'attachments'
  > {
  messageId: string
  sessionId?: string
  /** The visitor of the chat; of answers, who answered. */
  userId: string
  senderType: Message['sender']
  domain?: string
}

/**
 * `data` of `conversation.created` and `conversation.updated`: a web chat as it was then. It is updated
 * when anything here but `lastSeq` and `updatedAt` changes, by an admin or by a message: the first one
 * makes it wait, an answer gives it to somebody, the next one opens it again.
 */
export interface WebhookConversation {
  conversationId: string
  /** The visitor. */
  userId: string
  sessionId: string
  siteId?: string
  name?: string
  email?: string
  status: 'open' | 'closed'
  assigneeId: string | null
  waitingSince: string | null
  blocked: boolean
  lastSeq: number
  updatedAt: string
}

/** `data` of `client.message`: what a user, or a back end's own client, said with the event `message`. */
export interface WebhookClientMessage {
  messageId: string
  /** The user; of a back end's client, its key's id. */
  userId: string
  senderType: 'user' | 'service'
  text: string
  /** JSON that was sent beside the text; null where there was none. */
  data: unknown
  timestamp: string
  clientMessageId: string
}

/** An address of the tenant's that events are posted to. */
export interface WebhookEndpoint {
  id: string
  url: string
  events: WebhookEventType[]
  enabled: boolean
  /** Why it is off, where Parley has turned it off. */
  disabledReason?: string
  createdAt: string
}

/** One event on its way to one endpoint. */
export interface WebhookDelivery {
  id: string
  endpointId: string
  /** The `webhook-id` of every try. */
  eventId: string
  type: WebhookEventType
  state: 'pending' | 'delivered' | 'failed'
  attempts: number
  createdAt: string
  /** When it is tried again, while pending. */
  nextAttemptAt?: string
  /** Status of the last answer; absent where there was none. */
  lastStatus?: number
  lastDurationMs?: number
  /** Why the last try got no answer. */
  lastError?: string
}

export interface WebhookAttempt {
  at: string
  durationMs: number
  status?: number
  /** The first 2,000 characters of the answer. */
  response?: string
  error?: string
}

/** `GET /api/admin/webhooks` */
export interface WebhooksAnswer {
  success: true
  webhooks: WebhookEndpoint[]
}

/** `POST /api/admin/webhooks` and `…/:id/rotate`: the secret is shown this once. */
export interface WebhookSecretAnswer {
  success: true
  webhook: WebhookEndpoint
  /** `whsec_…`; libraries of Standard Webhooks take it as it is. */
  secret: string
}

/** `GET /api/admin/webhooks/:id/deliveries?limit&cursor`, newest first. */
export interface WebhookDeliveriesAnswer {
  success: true
  deliveries: WebhookDelivery[]
  nextCursor: string | null
}

/** `GET /api/admin/webhook-deliveries/:id` */
export interface WebhookDeliveryAnswer {
  success: true
  delivery: WebhookDelivery
  /** The body as it is posted. */
  payload: string
  attempts: WebhookAttempt[]
}
