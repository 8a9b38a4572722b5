import { z } from 'zod'
import type { UserActivity } from '@/lib/protocol'
import { idSchema, type Schema } from '@/services/realtime'
import type { ListFilter } from './listFilter'

const limit = z.coerce.number().int().min(1).max(1000).optional()
const cursor = z.string().min(1).max(256).optional()

/** `userId` or `{ userId }`. */
export const joinUserSchema: Schema<string> = z.union([
  idSchema,
  z.object({ userId: idSchema }).transform(({ userId }) => userId),
])

export const activitySchema: Schema<UserActivity> = z
  .object({
    url: z.string().max(2048),
    title: z.string().max(512),
    active: z.boolean(),
    status: z.enum(['online', 'away', 'busy', 'in-call']),
  })
  .partial()
  .default({})
  .transform(withoutUndefined)

export interface ListQuestion extends ListFilter {
  tenantId?: string | undefined
  limit?: number | undefined
  cursor?: string | undefined
  order?: 'oldest' | 'newest' | undefined
}

const order = z.enum(['oldest', 'newest']).optional()

const filterText = z.string().max(256).optional()

export const filterFields = {
  q: filterText,
  site: filterText,
  page: filterText,
  source: filterText,
  country: filterText,
  device: z.enum(['desktop', 'mobile', 'tablet']).optional(),
  who: z.enum(['visitor', 'signed-in']).optional(),
  visit: z.enum(['new', 'returning']).optional(),
}

export const listSchema: Schema<ListQuestion> = z
  .object({ tenantId: idSchema.optional(), limit, cursor, order, ...filterFields })
  .default({})

/** As it stands in an address: `?tenantId=` names nobody. */
export const pageQuerySchema: Schema<ListQuestion> = z.object({
  tenantId: z.union([z.literal('').transform(() => undefined), idSchema]).optional(),
  limit,
  cursor,
  order,
  ...filterFields,
})

export const changesSchema: Schema<{ epoch: string; after: number }> = z.object({
  epoch: z.string().max(128),
  after: z.number().int().min(0),
})

export interface OnlineUsersQuery {
  excludeUserId?: string | undefined
  countOnly?: 'true' | 'false' | undefined
  limit?: number | undefined
  cursor?: string | undefined
}

export const querySchema: Schema<OnlineUsersQuery> = z.object({
  excludeUserId: idSchema.optional(),
  countOnly: z.enum(['true', 'false']).optional(),
  limit,
  cursor,
})

/** zod writes absent fields as `undefined`; the wire knows only absent ones. */
function withoutUndefined(activity: object): UserActivity {
  return Object.fromEntries(Object.entries(activity).filter(([, value]) => value !== undefined))
}
