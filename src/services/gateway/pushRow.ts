import type { StoredPush, ToldPush } from './pushStore'

export interface PushRow
  extends Pick<StoredPush, 'userId' | 'event' | 'requireAck' | 'connections'> {
  sentAt: Date
  expiresAt: Date | null
  deliveredAt: Date | null
  ackedAt: Date | null
}

export type ToldRow = PushRow & Pick<ToldPush, 'tenantId' | 'messageId'>

/** Of a push `p`. */
export const PUSH_COLUMNS = `p.user_id as "userId", p.event, p.require_ack as "requireAck",
    p.connections, p.sent_at as "sentAt", p.expires_at as "expiresAt",
    p.delivered_at as "deliveredAt", p.acked_at as "ackedAt"`

/** Of a push `p` of the tenant `t`. */
export const TOLD_COLUMNS = `t.key as "tenantId", p.id as "messageId", ${PUSH_COLUMNS}`

export function pushOf({ sentAt, expiresAt, deliveredAt, ackedAt, ...push }: PushRow): StoredPush {
  return {
    ...push,
    sentAtMs: sentAt.getTime(),
    ...(expiresAt && { expiresAtMs: expiresAt.getTime() }),
    ...(deliveredAt && { deliveredAtMs: deliveredAt.getTime() }),
    ...(ackedAt && { ackedAtMs: ackedAt.getTime() }),
  }
}

export function toldOf({ tenantId, messageId, ...row }: ToldRow): ToldPush {
  return { tenantId, messageId, ...pushOf(row) }
}
