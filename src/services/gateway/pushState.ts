import type { PushState } from '@/lib/gatewayProtocol'
import type { StoredPush } from './pushStore'

/** What became of a push by now. */
export function pushStateOf(messageId: string, push: StoredPush, nowMs: number): PushState {
  const { userId, event, requireAck, connections } = push
  return {
    messageId,
    userId,
    event,
    status: statusOf(push, nowMs),
    requireAck,
    connections,
    sentAt: iso(push.sentAtMs),
    ...(push.expiresAtMs !== undefined && { expiresAt: iso(push.expiresAtMs) }),
    ...(push.deliveredAtMs !== undefined && { deliveredAt: iso(push.deliveredAtMs) }),
    ...(push.ackedAtMs !== undefined && { ackedAt: iso(push.ackedAtMs) }),
  }
}

function statusOf(push: StoredPush, nowMs: number): PushState['status'] {
  if (push.ackedAtMs !== undefined) return 'acked'
  if (push.deliveredAtMs !== undefined) return 'delivered'
  if (push.expiresAtMs === undefined) return 'not_connected'
  return push.expiresAtMs > nowMs ? 'queued' : 'expired'
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString()
}
