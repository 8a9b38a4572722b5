import { z } from 'zod'
import type { DisconnectUser, SendPush, SendPushToMany } from '@/lib/gatewayProtocol'
import { idSchema, plainText, type Schema } from '@/services/realtime'
import { isReserved } from './eventNames'

const MOST_USERS = 100

const event = z
  .string({ error: 'event is the name of an event' })
  .regex(/^[A-Za-z0-9_.:-]{1,64}$/, 'An event has 1 to 64 characters of A-Z a-z 0-9 _ . : -')
  .refine((name) => !isReserved(name), 'This event name is the server’s own')

const MAX_TTL_SECONDS = 7 * 86_400

/** Of a body or of the header `Idempotency-Key`. */
export const idempotencyKeySchema: Schema<string> = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'An idempotency key has 1 to 255 printable characters')

const pushed = {
  queue: z.boolean().optional(),
  ttlSeconds: z.number().int().min(1).max(MAX_TTL_SECONDS).optional(),
  requireAck: z.boolean().optional(),
  idempotencyKey: idempotencyKeySchema.optional(),
  event,
  message: z.unknown().refine((message) => message !== undefined, 'message is required'),
}

export const sendSchema: Schema<SendPush> = z
  .object({ userId: idSchema, ...pushed })
  .transform((body) => withoutUndefined(body))

export const sendManySchema: Schema<SendPushToMany> = z
  .object({
    userIds: z
      .array(idSchema, { error: 'userIds is a list of ids' })
      .min(1, 'Name at least one user')
      .max(MOST_USERS, `At most ${MOST_USERS} users at once`)
      .transform((userIds) => [...new Set(userIds)]),
    ...pushed,
  })
  .transform((body) => withoutUndefined(body))

export const disconnectSchema: Schema<DisconnectUser> = z
  .object({ userId: idSchema, reason: z.string().max(512).nullish() })
  .transform(({ userId, reason }) => {
    const said = plainText(reason ?? '', 200)
    return { userId, ...(said && { reason: said }) }
  })

export interface PageQuery {
  limit?: number | undefined
  cursor?: string | undefined
}

export const pageSchema: Schema<PageQuery> = z.object({
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  cursor: z.string().min(1).max(256).optional(),
})

export const eventsSchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().min(1).max(256).optional(),
})

type Told<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** zod writes absent fields as `undefined`; the wire knows only absent ones. */
function withoutUndefined<T extends object>(body: T): Told<T> {
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== undefined),
  ) as Told<T>
}
