import { randomUUID } from 'node:crypto'
import { refusal } from '@/lib/errors'
import type { WebhookDelivery, WebhookEndpoint, WebhookEventType } from '@/lib/webhookProtocol'
import { isPrivateAddress, privateAddressError } from './addressGuard'
import type { DeliveryStore } from './deliveryStore'
import type { EndpointChange, EndpointStore } from './endpointStore'
import { webhookEvent } from './jobEvents'
import { newWebhookSecret } from './signature'
import type { Subscriptions } from './subscriptions'
import type { HappenedEvent, WebhookFeed } from './webhookFeed'

const MOST_ENDPOINTS = 20
/** Long enough to bring the new secret to where it is checked. */
const BOTH_SECRETS_MS = 24 * 3_600_000

interface Page {
  limit: number
  cursor?: string | undefined
}

/** The addresses a tenant's programs listen at, and what was sent to them. */
export interface WebhooksService {
  list(tenantId: string): Promise<WebhookEndpoint[]>
  /** The secret is answered here and at a rotation, nowhere else. */
  create(
    tenantId: string,
    wanted: { url: string; events: WebhookEventType[] },
  ): Promise<{ webhook: WebhookEndpoint; secret: string }>
  change(
    tenantId: string,
    id: string,
    change: Omit<EndpointChange, 'disabledReason'>,
  ): Promise<WebhookEndpoint>
  /** The secret so far signs beside the new one for a day. */
  rotate(tenantId: string, id: string): Promise<{ webhook: WebhookEndpoint; secret: string }>
  remove(tenantId: string, id: string): Promise<void>
  /** Sends `webhook.test` at once, also to an endpoint that is off; answers its delivery's id. */
  test(tenantId: string, id: string): Promise<string>
  deliveries(tenantId: string, id: string, page: Page): ReturnType<DeliveryStore['page']>
  delivery(
    tenantId: string,
    id: string,
  ): Promise<NonNullable<Awaited<ReturnType<DeliveryStore['find']>>>>
  redeliver(tenantId: string, id: string): Promise<WebhookDelivery>
  /** Such an event was written with what it tells of: it is posted now. Without this, within a second. */
  written(tenantId: string, type: WebhookEventType): void
  /** Tells whoever listens; returns at once. */
  publishLater(event: HappenedEvent): void
}

export interface WebhooksParts {
  endpoints: EndpointStore
  deliveries: DeliveryStore
  subscriptions: Subscriptions
  worker: { wake(): void }
  feed: WebhookFeed
  allowPrivate: boolean
}

export function webhooksService(parts: WebhooksParts): WebhooksService {
  const { endpoints, deliveries, feed } = parts
  return {
    list: endpoints.list,
    create: (...asked) => create(parts, ...asked),
    change: (...asked) => change(parts, ...asked),
    rotate: (...asked) => rotate(parts, ...asked),
    remove: async (tenantId, id) => {
      if (!(await endpoints.remove(tenantId, id))) throw refusal('NOT_FOUND')
      parts.subscriptions.forget()
    },
    test: (...asked) => test(parts, ...asked),
    deliveries: async (tenantId, id, { limit, cursor }) => {
      await required(parts, tenantId, id)
      return deliveries.page(tenantId, id, limit, cursor)
    },
    delivery: async (tenantId, id) => {
      const found = await deliveries.find(tenantId, id)
      if (!found) throw refusal('NOT_FOUND')
      return found
    },
    redeliver: async (tenantId, id) => {
      const delivery = await deliveries.again(tenantId, id)
      if (!delivery) throw refusal('NOT_FOUND')
      parts.worker.wake()
      return delivery
    },
    written: (tenantId, type) => feed.written(tenantId, type),
    publishLater: (event) => feed.publishLater(event),
  }
}

async function create(
  parts: WebhooksParts,
  tenantId: string,
  { url, events }: { url: string; events: WebhookEventType[] },
) {
  requireReachable(parts, url)
  const { endpoints, subscriptions } = parts
  if ((await endpoints.list(tenantId)).length >= MOST_ENDPOINTS)
    throw refusal('CONFLICT', { sentence: `A tenant has at most ${MOST_ENDPOINTS} webhooks` })
  const createdAt = new Date().toISOString()
  const webhook = { id: `wh_${randomUUID()}`, url, events, enabled: true, createdAt }
  const secret = newWebhookSecret()
  await endpoints.add(tenantId, webhook, secret)
  subscriptions.forget()
  return { webhook, secret }
}

async function change(
  parts: WebhooksParts,
  tenantId: string,
  id: string,
  changed: Omit<EndpointChange, 'disabledReason'>,
): Promise<WebhookEndpoint> {
  if (changed.url !== undefined) requireReachable(parts, changed.url)
  const webhook = await parts.endpoints.change(tenantId, id, changed)
  if (!webhook) throw refusal('NOT_FOUND')
  parts.subscriptions.forget()
  parts.worker.wake()
  return webhook
}

async function rotate(parts: WebhooksParts, tenantId: string, id: string) {
  const secret = newWebhookSecret()
  const webhook = await required(parts, tenantId, id)
  if (!(await parts.endpoints.rotate(tenantId, id, secret, Date.now() + BOTH_SECRETS_MS)))
    throw refusal('NOT_FOUND')
  return { webhook, secret }
}

async function test(parts: WebhooksParts, tenantId: string, id: string): Promise<string> {
  await required(parts, tenantId, id)
  const timestamp = new Date().toISOString()
  const data = { message: 'A test from Parley' }
  const event = webhookEvent({ id: randomUUID(), tenantId, type: 'webhook.test', timestamp, data })
  const delivery = await parts.deliveries.addFor(id, event)
  parts.worker.wake()
  return delivery
}

async function required({ endpoints }: WebhooksParts, tenantId: string, id: string) {
  const endpoint = await endpoints.find(tenantId, id)
  if (!endpoint) throw refusal('NOT_FOUND')
  return endpoint
}

/** A name may point anywhere, also later: it is looked at whenever something is posted to it. */
function requireReachable({ allowPrivate }: WebhooksParts, url: string): void {
  if (allowPrivate) return
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'https:') throw invalidUrl('Webhooks are posted to https addresses only')
  const isAddress = /^\[|^[\d.]+$/.test(hostname)
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost')
  if (isLocal || (isAddress && isPrivateAddress(hostname)))
    throw invalidUrl(privateAddressError(hostname).message)
}

function invalidUrl(sentence: string) {
  return refusal('INVALID_REQUEST', { sentence, details: ['url'] })
}
