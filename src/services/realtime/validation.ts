import { z } from 'zod'
import { refusal } from '@/lib/errors'
import { MAX_ATTACHMENTS } from '@/lib/uploadLimits'

/** A zod schema for a shape of the wire. */
export type Schema<T> = z.ZodType<T, unknown>

/** The value as the schema sees it, or `INVALID_REQUEST` with the paths that are wrong. */
export function valid<T>(schema: Schema<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const first = result.error.issues[0]
  throw refusal('INVALID_REQUEST', {
    sentence: first?.message,
    details: [...new Set(result.error.issues.map((issue) => issue.path.join('.')))],
  })
}

/** An id on the wire: strings, and numbers that become strings. */
export const idSchema = z
  .union([z.string(), z.number().transform(String)])
  .pipe(
    z
      .string()
      .regex(/^[A-Za-z0-9_.:@-]{1,128}$/, 'An id has 1 to 128 characters of A-Z a-z 0-9 _ . : @ -'),
  )

/** Files of a message; none is as good as absent. */
export const attachmentIdsSchema: Schema<string[] | undefined> = z
  .array(idSchema)
  .max(MAX_ATTACHMENTS, `A message has at most ${MAX_ATTACHMENTS} files.`)
  .nullish()
  .transform((ids) => (ids && ids.length > 0 ? [...new Set(ids)] : undefined))
