import { createHash, randomUUID } from 'node:crypto'
import { errorCodeOf, refusal } from '@/lib/errors'
import type { PushOptions, PushResult } from '@/lib/gatewayProtocol'
import type { OnlineUsersService } from '@/services/online-users'
import type { Pusher } from '@/services/realtime'
import type { PushDelivery } from './pushDelivery'
import { requireFitting } from './pushSize'
import type { PushBatch, PushRequest, PushStore } from './pushStore'

const DAY_MS = 86_400_000
/** What became of a push is known for so long after it expired; of one said once, for a day. */
const KEPT_AFTER_MS = 7 * DAY_MS
const USUAL_TTL_SECONDS = 86_400

/** What is pushed, to each of these users. */
export interface Push extends PushOptions {
  tenantId: string
  /** No one twice. */
  userIds: readonly string[]
  event: string
  message: unknown
}

export interface PushingParts {
  presence: Pick<OnlineUsersService, 'sockets'>
  store: PushStore
  delivery: Pick<PushDelivery, 'ring'>
  pusher: Pusher
  now(): number
}

/** Stores, then says; answers what became of it for each user, in their order. */
export async function pushAll(parts: PushingParts, push: Push): Promise<PushResult[]> {
  requireFitting(push.message)
  const counts = await countsOf(parts, push)
  const results = push.userIds.map((userId, nth) => resultOf(push, userId, counts[nth] ?? 0))
  const batch = batchOf(push, results, parts.now())
  const known = await parts.store.append(batch)
  if (known) return answerOf(known, batch.request)
  await (push.queue ? ring(parts, push) : say(parts, batch))
  return results
}

/** What waits for its users may be taken while nobody knows who is there. */
async function countsOf({ presence }: PushingParts, push: Push): Promise<number[]> {
  try {
    return await presence.sockets(push.tenantId, push.userIds)
  } catch (error) {
    if (push.queue && errorCodeOf(error) === 'UNAVAILABLE') return []
    throw error
  }
}

function resultOf({ queue }: Push, userId: string, connections: number): PushResult {
  const otherwise = queue ? 'queued' : 'not_connected'
  const status = connections > 0 ? 'delivered' : otherwise
  return { userId, messageId: `p_${randomUUID()}`, status, connections }
}

function batchOf(push: Push, results: readonly PushResult[], sentAtMs: number): PushBatch {
  const { tenantId, event, message, requireAck = false, queue, idempotencyKey: key } = push
  const { ttlSeconds = USUAL_TTL_SECONDS } = push
  const expiresAtMs = queue ? sentAtMs + ttlSeconds * 1000 : undefined
  const keepUntilMs = expiresAtMs === undefined ? sentAtMs + DAY_MS : expiresAtMs + KEPT_AFTER_MS
  return {
    tenantId,
    event,
    message,
    requireAck,
    sentAtMs,
    keepUntilMs,
    to: results,
    ...(expiresAtMs !== undefined && { expiresAtMs }),
    ...(key !== undefined && { request: requestOf(push, key, results) }),
  }
}

function requestOf(
  { idempotencyKey: _, ...asked }: Push,
  key: string,
  results: readonly PushResult[],
): PushRequest {
  const sorted = JSON.stringify(Object.entries(asked).sort(([a], [b]) => (a < b ? -1 : 1)))
  const hash = createHash('sha256').update(sorted).digest('base64url')
  return { key, hash, answer: JSON.stringify(results) }
}

function answerOf(known: PushRequest, asked: PushRequest | undefined): PushResult[] {
  if (known.hash === asked?.hash) return JSON.parse(known.answer)
  throw refusal('CONFLICT', { sentence: 'This idempotency key was used for another request' })
}

async function ring({ delivery, pusher }: PushingParts, { tenantId, userIds }: Push) {
  for (const userId of userIds) pusher.ring(tenantId, userId)
  await Promise.all(userIds.map((userId) => delivery.ring({ tenantId, userId })))
}

async function say({ pusher }: PushingParts, batch: PushBatch): Promise<void> {
  const { tenantId, event, message, requireAck } = batch
  const sentAt = new Date(batch.sentAtMs).toISOString()
  for (const { userId, messageId, connections } of batch.to) {
    if (connections === 0) continue
    pusher.say(tenantId, userId, { event, message, about: { messageId, requireAck, sentAt } })
  }
}
