import { z } from 'zod'
import type { ReadRequest } from '@/lib/adminChatProtocol'
import type { SeqMark } from '@/lib/protocol'
import type { ViewingSign } from '@/lib/webchatEvents'
import { idSchema, type Schema } from '@/services/realtime'

const seq = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

/** Of a visitor's `message_read`. */
export const chatMarkSchema = z.object({ conversationId: idSchema, seq }) satisfies Schema<SeqMark>

/** Of `POST /api/chat/read`, and of an admin's. */
export const readSchema = z.object({ seq }) satisfies Schema<ReadRequest>

/** Of a visitor's `typing`: of a longer text its end is shown, where the writing goes on. */
export const visitorTypingSchema = z.object({
  conversationId: idSchema,
  isTyping: z.boolean(),
  preview: z
    .string()
    .transform((text) => text.slice(-200).toWellFormed())
    .optional(),
})

export const viewingSchema = z.object({
  conversationId: idSchema.nullable(),
}) satisfies Schema<ViewingSign>
