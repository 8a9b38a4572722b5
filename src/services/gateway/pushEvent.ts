import type { PushState } from '@/lib/gatewayProtocol'
import { pushStateOf } from './pushState'
import type { ToldPush } from './pushStore'

/** What endpoints are told of a push that waited, once it was delivered or has expired. */
export function pushEvent({ tenantId, messageId, ...push }: ToldPush, nowMs: number) {
  const data: PushState = pushStateOf(messageId, push, nowMs)
  const { deliveredAt, expiresAt } = data
  return {
    ...(deliveredAt === undefined
      ? { id: `${messageId}_expired`, type: 'gateway.expired' as const }
      : { id: `${messageId}_delivered`, type: 'gateway.delivered' as const }),
    tenantId,
    timestamp: deliveredAt ?? expiresAt ?? data.sentAt,
    data,
  }
}
