import type { StoredPush } from './pushStore'

export interface PushRow
  extends Pick<StoredPush, 'userId' | 'event' | 'requireAck' | 'connections'> {
  sentAt: Date
  expiresAt: Date | null
  deliveredAt: Date | null
  ackedAt: Date | null
}

/** Of a push `p`. */
export const PUSH_COLUMNS = `p.user_id as "userId", p.event, p.require_ack as "requireAck",
    p.connections, p.sent_at as "sentAt", p.expires_at as "expiresAt",
    p.delivered_at as "deliveredAt", p.acked_at as "ackedAt"`

export function pushOf({ sentAt, expiresAt, deliveredAt, ackedAt, ...push }: PushRow): StoredPush {
  return {
    sentAtMs: sentAt.getTime(),
    ...push,
    ...(expiresAt && { expiresAtMs: expiresAt.getTime() }),
    ...(deliveredAt && { deliveredAtMs: deliveredAt.getTime() }),
    ...(ackedAt && { ackedAtMs: ackedAt.getTime() }),
  }
}
