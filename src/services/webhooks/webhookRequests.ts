import { refusal } from '@/lib/errors'
import type {
  WebhookDeliveriesAnswer,
  WebhookDelivery,
  WebhookDeliveryAnswer,
  WebhookEndpoint,
  WebhookSecretAnswer,
  WebhooksAnswer,
} from '@/lib/webhookProtocol'
import { adminDoor, type DoorServices, type HttpCall, type Principal } from '@/services/realtime'
import {
  type DeliveriesQuery,
  deliveriesQuerySchema,
  type WebhookChange,
  webhookChangeSchema,
  webhookSchema,
} from './webhookSchemas'
import type { WebhooksService } from './webhooksService'

type Services = DoorServices & { webhooks: WebhooksService }

/** `GET /api/admin/webhooks`: the tenant's endpoints. */
export const getWebhooks = adminDoor(
  { scope: 'admin' },
  async ({ webhooks }: Services, call): Promise<WebhooksAnswer> => {
    const { tenantId } = programmer(call)
    return { success: true, webhooks: await webhooks.list(tenantId) }
  },
)

/** `POST /api/admin/webhooks`: a new endpoint. Its secret is told this once. */
export const postWebhook = adminDoor(
  { scope: 'admin', body: webhookSchema },
  async ({ webhooks }: Services, call): Promise<WebhookSecretAnswer> => {
    const { tenantId } = programmer(call)
    return { success: true, ...(await webhooks.create(tenantId, call.body)) }
  },
)

/** `PATCH /api/admin/webhooks/`: its address, its events, whether it is on. */
export const patchWebhook = adminDoor<Services, WebhookChange>(
  { scope: 'admin', body: webhookChangeSchema },
  async ({ webhooks }, call): Promise<{ success: true; webhook: WebhookEndpoint }> => {
    const { tenantId, id } = programmer(call)
    const { url, events, enabled } = call.body
    const change = {
      ...(url !== undefined && { url }),
      ...(events && { events }),
      ...(enabled !== undefined && { enabled }),
    }
    return { success: true, webhook: await webhooks.change(tenantId, id, change) }
  },
)

/** `DELETE /api/admin/webhooks/`: nothing is posted to it any longer. */
export const deleteWebhook = adminDoor(
  { scope: 'admin' },
  async ({ webhooks }: Services, call): Promise<{ success: true }> => {
    const { tenantId, id } = programmer(call)
    await webhooks.remove(tenantId, id)
    return { success: true }
  },
)

/** `POST /api/admin/webhooks/`: a new secret for its signatures, told this once. */
export const postWebhookRotation = adminDoor(
  { scope: 'admin' },
  async ({ webhooks }: Services, call): Promise<WebhookSecretAnswer> => {
    const { tenantId, id } = programmer(call)
    return { success: true, ...(await webhooks.rotate(tenantId, id)) }
  },
)

/** `POST /api/admin/webhooks/`: posts a `webhook.test` to it. */
export const postWebhookTest = adminDoor(
  { scope: 'admin' },
  async ({ webhooks }: Services, call): Promise<{ success: true; deliveryId: string }> => {
    const { tenantId, id } = programmer(call)
    return { success: true, deliveryId: await webhooks.test(tenantId, id) }
  },
)

/** `GET /api/admin/webhooks/`: what was posted to it, newest first. */
export const getWebhookDeliveries = adminDoor<Services, undefined, DeliveriesQuery>(
  { scope: 'admin', query: deliveriesQuerySchema },
  async ({ webhooks }, call): Promise<WebhookDeliveriesAnswer> => {
    const { tenantId, id } = programmer(call)
    return { success: true, ...(await webhooks.deliveries(tenantId, id, call.query)) }
  },
)

/** `GET /api/admin/webhook-deliveries/`: one delivery: its body and every attempt. */
export const getWebhookDelivery = adminDoor(
  { scope: 'admin' },
  async ({ webhooks }: Services, call): Promise<WebhookDeliveryAnswer> => {
    const { tenantId, id } = programmer(call)
    return { success: true, ...(await webhooks.delivery(tenantId, id)) }
  },
)

/** `POST /api/admin/webhook-deliveries/`: posts it once more. */
export const postRedelivery = adminDoor(
  { scope: 'admin' },
  async ({ webhooks }: Services, call): Promise<{ success: true; delivery: WebhookDelivery }> => {
    const { tenantId, id } = programmer(call)
    return { success: true, delivery: await webhooks.redeliver(tenantId, id) }
  },
)

/** Owners, admins and back ends; and what the address names. */
function programmer({
  caller,
  params,
}: Pick<HttpCall<unknown, unknown, Principal>, 'caller' | 'params'>) {
  if (caller.kind === 'user' && caller.role === 'agent')
    throw refusal('FORBIDDEN', { sentence: 'Only owners and admins manage webhooks' })
  return { tenantId: caller.tenantId, id: params.id ?? '' }
}
