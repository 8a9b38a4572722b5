import { z } from 'zod'
import type {
  CannedRepliesAnswer,
  CannedReplyAnswer,
  CannedReplyChange,
  CannedReplyRequest,
} from '@/lib/adminChatProtocol'
import { refusal } from '@/lib/errors'
import { adminDoor, type DoorServices, idSchema, type Schema } from '@/services/realtime'
import type { CannedRepliesService } from './cannedRepliesService'

type Services = DoorServices & { cannedReplies: CannedRepliesService }

const shortcut = z
  .string()
  .regex(/^[a-z0-9_-]{1,32}$/, 'A shortcut has 1 to 32 characters of a-z 0-9 - _')

/** What can be sent as a message. */
const text = z
  .string()
  .trim()
  .min(1, 'Write a reply first')
  .max(4000, 'A reply has at most 4000 characters')
  .refine((value) => !value.includes('\0'), 'A reply cannot contain the character U+0000')
  .transform((value) => value.toWellFormed())

const reply = z.object({ shortcut, text })
const replySchema: Schema<CannedReplyRequest> = reply
const changeSchema = reply
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'Change the shortcut or the text')

type Change = { [K in keyof CannedReplyChange]?: CannedReplyChange[K] | undefined }

/** `GET /api/admin/canned-replies`: texts that admins write again and again, by their shortcuts. */
export const getCannedReplies = adminDoor(
  { scope: 'messages:read' },
  async ({ cannedReplies }: Services, { caller }): Promise<CannedRepliesAnswer> => ({
    success: true,
    replies: await cannedReplies.list(caller.tenantId),
  }),
)

/** `POST /api/admin/canned-replies`: one more of at most 500. */
export const postCannedReply = adminDoor<Services, CannedReplyRequest>(
  { scope: 'messages:write', body: replySchema },
  async ({ cannedReplies }, { caller, body }): Promise<CannedReplyAnswer> => ({
    success: true,
    reply: await cannedReplies.create(caller.tenantId, body),
  }),
)

/** `PATCH /api/admin/canned-replies/`: another shortcut, another text, or both. */
export const patchCannedReply = adminDoor<Services, Change>(
  { scope: 'messages:write', body: changeSchema },
  async ({ cannedReplies }, { caller, params, body }): Promise<CannedReplyAnswer> => ({
    success: true,
    reply: await cannedReplies.change(caller.tenantId, replyIn(params), body),
  }),
)

/** `DELETE /api/admin/canned-replies/`: removes it for the whole tenant. */
export const deleteCannedReply = adminDoor(
  { scope: 'messages:write' },
  async ({ cannedReplies }: Services, { caller, params }): Promise<{ success: true }> => {
    await cannedReplies.remove(caller.tenantId, replyIn(params))
    return { success: true }
  },
)

function replyIn({ id }: Record<string, string>): string {
  const named = idSchema.safeParse(id)
  if (!named.success) throw refusal('NOT_FOUND')
  return named.data
}
