import { z } from 'zod'
import type { PresenceSettings } from '@/lib/adminProtocol'
import type { Schema } from '@/services/realtime'
import type { ListFilter } from './listFilter'
import { filterFields } from './onlineUsersSchemas'

const DAY_SECONDS = 86_400
const seconds = z.number().int().min(30).max(DAY_SECONDS)

export interface HistoryQuery {
  minutes: number
  team?: 'include' | undefined
}

export const historyQuerySchema: Schema<HistoryQuery> = z.object({
  minutes: z.coerce.number().int().min(1).max(1440).default(30),
  team: z.literal('include').optional(),
})

export interface FacetsQuery extends ListFilter {
  team?: 'include' | undefined
}

export const facetsQuerySchema: Schema<FacetsQuery> = z.object({
  team: z.literal('include').optional(),
  ...filterFields,
})

export const settingsSchema: Schema<PresenceSettings> = z.object({
  idleAfterSeconds: seconds,
  awayAfterSeconds: seconds,
})
