import { z } from 'zod'
import type { WebhookEventType } from '@/lib/webhookProtocol'

/** `webhook.test` is not listened to: it is sent when asked for. */
const EVENTS = [
  'message.created',
  'conversation.created',
  'conversation.updated',
  'visitor.online',
  'visitor.offline',
  'visitor.page_changed',
  'user.online',
  'user.offline',
  'gateway.delivered',
  'gateway.expired',
  'client.message',
] as const satisfies readonly WebhookEventType[]

const url = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((value) => new URL(value).username === '' && new URL(value).password === '', {
    message: 'An address carries no password',
  })
const events = z
  .array(z.enum(EVENTS))
  .min(1)
  .max(EVENTS.length)
  .transform((listed) => [...new Set(listed)])

export const webhookSchema = z.object({ url, events })

export const webhookChangeSchema = z
  .object({ url, events, enabled: z.boolean() })
  .partial()
  .refine((change) => Object.values(change).some((value) => value !== undefined))

export type WebhookChange = z.infer<typeof webhookChangeSchema>

export const deliveriesQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  cursor: z
    .string()
    .max(200)
    .regex(/^\d{1,14}~\S+$/)
    .optional(),
})

export type DeliveriesQuery = z.infer<typeof deliveriesQuerySchema>
