import { z } from 'zod'
import type { ChatSettings, ChatSettingsRequest } from '@/lib/adminChatProtocol'
import { refusal } from '@/lib/errors'
import { isTimeZone } from '@/lib/officeHours'
import type { AvailabilityAnswer } from '@/lib/webchatProtocol'
import type { IdentityService } from '@/services/identity'
import { adminDoor, type DoorServices, publicDoor, type Schema } from '@/services/realtime'
import type { AvailabilityService } from './availabilityService'

type Services = DoorServices & { availability: AvailabilityService }

const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'A time looks like 09:30')

const hoursSchema = z
  .object({ day: z.number().int().min(1).max(7), from: time, to: time })
  .refine(({ from, to }) => from < to, {
    message: 'Opening hours end after they begin; those over midnight are two spans',
    path: ['to'],
  })

const closedDaySchema = z.object({
  date: z.iso.date('A date looks like 2026-12-25'),
  name: z.string().trim().max(80).optional(),
})

const closedDaysSchema = z
  .array(closedDaySchema)
  .max(100)
  .refine(
    (days) => new Set(days.map(({ date }) => date)).size === days.length,
    'A date comes twice',
  )
  .transform((days) =>
    days
      .toSorted((a, b) => (a.date < b.date ? -1 : 1))
      .map(({ date, name }) => ({ date, ...(name && { name }) })),
  )

const settingsSchema: Schema<ChatSettingsRequest> = z.object({
  timeZone: z.string().max(64).refine(isTimeZone, 'A time zone looks like Europe/Berlin'),
  hours: z.array(hoursSchema).max(50),
  closedDays: closedDaysSchema.optional(),
  replyMinutes: z.number().int().min(1).max(10_080),
  mailAfterMinutes: z.number().int().min(0).max(1440),
})

/** `GET /api/admin/chat-settings`: office hours, and when visitors are answered by mail. */
export const getChatSettings = adminDoor(
  { scope: 'messages:read' },
  async ({ availability }: Services, { caller }): Promise<{ success: true } & ChatSettings> => ({
    success: true,
    ...(await availability.settings(caller.tenantId)),
  }),
)

/** `PUT /api/admin/chat-settings`: changes office hours, and when visitors are answered by mail. */
export const putChatSettings = adminDoor<Services, ChatSettingsRequest>(
  { scope: 'admin', body: settingsSchema },
  async ({ availability }, { caller, body }): Promise<{ success: true } & ChatSettings> => {
    if (caller.kind === 'user' && caller.role === 'agent')
      throw refusal('FORBIDDEN', { sentence: 'Only owners and admins may change settings' })
    return { success: true, ...(await availability.changeSettings(caller.tenantId, body)) }
  },
)

type PublicServices = Services & { identity: Pick<IdentityService, 'visitorCaller'> }

/** `GET /api/chat/availability`: whether somebody is there to answer, and when they will be. */
export const getAvailability = publicDoor(
  { shows: 'visitor or website' },
  async ({ identity, availability }: PublicServices, { request }): Promise<AvailabilityAnswer> => {
    const { tenantId } = await identity.visitorCaller(request, {})
    return { success: true, ...(await availability.availability(tenantId)) }
  },
)
