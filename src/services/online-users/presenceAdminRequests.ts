import { refusal } from '@/lib/errors'
import { adminDoor, type DoorServices, idSchema, type Principal } from '@/services/realtime'
import type { OnlineUsersService } from './onlineUsersService'
import { type HistoryQuery, historyQuerySchema, settingsSchema } from './presenceAdminSchemas'
import type { PresenceRecordsService } from './presenceRecordsService'

type Services = DoorServices & { presenceRecords: PresenceRecordsService }

/** `GET /api/admin/presence/users/:userId` */
export const getPresenceDetails = adminDoor(
  { scope: 'presence:read' },
  async ({ presenceRecords }: Services, { caller, params }) => {
    const userId = idSchema.safeParse(params.userId)
    if (!userId.success) throw refusal('USER_NOT_FOUND')
    return presenceRecords.details(caller.tenantId, userId.data)
  },
)

type ExplainServices = DoorServices & { onlineUsers: Pick<OnlineUsersService, 'explain'> }

/** `GET /api/admin/presence/explain/:userId` */
export const getPresenceExplanation = adminDoor(
  { scope: 'presence:read' },
  async ({ onlineUsers }: ExplainServices, { caller, params }) => {
    const userId = idSchema.safeParse(params.userId)
    if (!userId.success) throw refusal('USER_NOT_FOUND')
    return onlineUsers.explain(caller.tenantId, userId.data)
  },
)

/** `GET /api/admin/presence/history?minutes&team` */
export const getPresenceHistory = adminDoor<Services, undefined, HistoryQuery>(
  { scope: 'presence:read', query: historyQuerySchema },
  async ({ presenceRecords }, { caller, query }) =>
    presenceRecords.history(caller.tenantId, {
      minutes: query.minutes,
      withTeam: query.team === 'include',
    }),
)

/** `GET /api/admin/presence/settings` */
export const getPresenceSettings = adminDoor(
  { scope: 'presence:read' },
  async ({ presenceRecords }: Services, { caller }) => ({
    success: true,
    ...(await presenceRecords.settings(caller.tenantId)),
  }),
)

/** `PUT /api/admin/presence/settings` */
export const putPresenceSettings = adminDoor(
  { scope: 'admin', body: settingsSchema },
  async ({ presenceRecords }: Services, { caller, body }) => {
    refuseAgents(caller)
    return { success: true, ...(await presenceRecords.changeSettings(caller.tenantId, body)) }
  },
)

function refuseAgents(caller: Principal): void {
  if (caller.kind === 'user' && caller.role === 'agent')
    throw refusal('FORBIDDEN', { sentence: 'Only owners and admins may change settings' })
}
