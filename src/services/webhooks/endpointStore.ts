import type { WebhookEndpoint, WebhookEventType } from '@/lib/webhookProtocol'

export interface EndpointSecret {
  secret: string
  /** Signs beside the new one until then. */
  previous?: { secret: string; untilMs: number }
}

export type EndpointChange = Partial<
  Pick<WebhookEndpoint, 'url' | 'events' | 'enabled' | 'disabledReason'>
>

/** Which events a tenant wants to hear of. */
export interface Subscription {
  tenantId: string
  events: WebhookEventType[]
}

/** The addresses of tenants' programs. An endpoint of another tenant is not there. */
export interface EndpointStore {
  list(tenantId: string): Promise<WebhookEndpoint[]>
  find(tenantId: string, id: string): Promise<WebhookEndpoint | undefined>
  add(tenantId: string, endpoint: WebhookEndpoint, secret: string): Promise<void>
  /** Turning it on forgets why it was off. Undefined where it is not there. */
  change(tenantId: string, id: string, change: EndpointChange): Promise<WebhookEndpoint | undefined>
  /** The secret so far goes on signing until then. False where the endpoint is not there. */
  rotate(tenantId: string, id: string, secret: string, previousUntilMs: number): Promise<boolean>
  /** Its deliveries go with it. */
  remove(tenantId: string, id: string): Promise<boolean>
  /** What endpoints that are on listen to, of all tenants. */
  subscriptions(): Promise<Subscription[]>
}
