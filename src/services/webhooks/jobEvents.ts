import type { PushState } from '@/lib/gatewayProtocol'
import type {
  WebhookBody,
  WebhookClientMessage,
  WebhookEventType,
  WebhookMessage,
} from '@/lib/webhookProtocol'
import type { WebhookEvent } from './deliveryStore'
import type { ReadJob } from './jobStream'

/** What jobs say, see PROTOCOL 6; all kinds name their tenant and their message. */
type JobPayload = (WebhookMessage | WebhookClientMessage) & { tenantKey: string }

type PushPayload = PushState & { tenantKey: string; timestamp: string }

/** What the jobs of messages are called as events. */
const TYPES: Record<string, WebhookEventType | undefined> = {
  webchat_webhook: 'message.created',
  gateway_message: 'client.message',
}

/** The event of a job. A repeat of the job is the same event. */
export function eventOfJob({ jobType, payload }: ReadJob): WebhookEvent[] {
  if (jobType === 'gateway_push') return [pushEvent(JSON.parse(payload))]
  const type = TYPES[jobType]
  if (!type) return []
  const { tenantKey: tenantId, ...said } = JSON.parse(payload) as JobPayload
  const { messageId, timestamp } = said
  return [webhookEvent({ id: messageId, tenantId, type, timestamp, data: said })]
}

/** What became of a push that waited. */
function pushEvent({ tenantKey: tenantId, timestamp, ...push }: PushPayload): WebhookEvent {
  const became = push.deliveredAt === undefined ? 'expired' : 'delivered'
  const about = { tenantId, type: `gateway.${became}`, timestamp, data: push } as const
  return webhookEvent({ id: `${push.messageId}_${became}`, ...about })
}

/** An event as it is stored and posted. */
export function webhookEvent({ id, ...body }: WebhookBody<object> & { id: string }): WebhookEvent {
  const { type, timestamp, tenantId, data } = body
  const payload = JSON.stringify({ type, timestamp, tenantId, data: { ...data, tenantId } })
  return { id: `evt_${id}`, tenantId, type, payload }
}
