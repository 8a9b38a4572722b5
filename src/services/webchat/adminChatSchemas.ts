import { z } from 'zod'
import type { AssignRequest, NoteRequest } from '@/lib/adminChatProtocol'
import { idSchema, type Schema } from '@/services/realtime'

export interface ListQuery {
  status?: 'open' | 'closed' | undefined
  /** `me`, `none`, or a user's id. */
  assignee?: string | undefined
  limit: number
  cursor?: string | undefined
}

const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'Expected a whole number')
  .transform(Number)

const limit = wholeNumber.pipe(z.number().min(1).max(100)).default(50)

export const listQuerySchema: Schema<ListQuery> = z.object({
  status: z.enum(['open', 'closed']).optional(),
  assignee: idSchema.optional(),
  limit,
  cursor: z.string().min(1).max(256).optional(),
})

export const assignSchema = z.object({
  assigneeId: idSchema.nullable(),
  ifAssigneeId: idSchema.nullable().optional(),
}) satisfies Schema<AssignedTo>

type AssignedTo = Pick<AssignRequest, 'assigneeId'> & { ifAssigneeId?: string | null | undefined }

export const noteSchema = z.object({
  text: z.string(),
  clientMessageId: idSchema,
}) satisfies Schema<NoteRequest>

export interface NotesQuery {
  after?: number | undefined
  before?: number | undefined
  limit: number
}

export const notesQuerySchema: Schema<NotesQuery> = z
  .object({ after: wholeNumber.optional(), before: wholeNumber.optional(), limit })
  .refine(({ after, before }) => after === undefined || before === undefined, {
    message: 'Give one of after and before',
    path: ['before'],
  })
