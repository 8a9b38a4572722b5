import type { PresenceFacets, PresenceSettings, SitesOnline } from '@/lib/adminProtocol'
import { refusal } from '@/lib/errors'
import type { IdentityService } from '@/services/identity'
import { adminDoor, type DoorServices, idSchema, type Principal } from '@/services/realtime'
import type { OnlineUsersService } from './onlineUsersService'
import {
  type FacetsQuery,
  facetsQuerySchema,
  type HistoryQuery,
  historyQuerySchema,
  settingsSchema,
} from './presenceAdminSchemas'
import type { PresenceRecordsService } from './presenceRecordsService'

type Services = DoorServices & { presenceRecords: PresenceRecordsService }

/** `GET /api/admin/presence/users/`: one person, online or not, and the pages of their stay. */
export const getPresenceDetails = adminDoor(
  { scope: 'presence:read' },
  async ({ presenceRecords }: Services, { caller, params }) => {
    const userId = idSchema.safeParse(params.userId)
    if (!userId.success) throw refusal('USER_NOT_FOUND')
    return presenceRecords.details(caller.tenantId, userId.data)
  },
)

type ExplainServices = DoorServices & { onlineUsers: Pick<OnlineUsersService, 'explain'> }

/** `GET /api/admin/presence/explain/`: why somebody is online, or not. */
export const getPresenceExplanation = adminDoor(
  { scope: 'presence:read' },
  async ({ onlineUsers }: ExplainServices, { caller, params }) => {
    const userId = idSchema.safeParse(params.userId)
    if (!userId.success) throw refusal('USER_NOT_FOUND')
    return onlineUsers.explain(caller.tenantId, userId.data)
  },
)

/** `GET /api/admin/presence/history?minutes&team`: how many were online, minute by minute. */
export const getPresenceHistory = adminDoor<Services, undefined, HistoryQuery>(
  { scope: 'presence:read', query: historyQuerySchema },
  async ({ presenceRecords }, { caller, query }) =>
    presenceRecords.history(caller.tenantId, {
      minutes: query.minutes,
      withTeam: query.team === 'include',
    }),
)

type FacetsServices = Services & { onlineUsers: Pick<OnlineUsersService, 'facets'> }

/**
 * `GET /api/admin/presence/facets?team`: what those have in common whom
 * `q site page source country device who visit` leave.
 */
export const getPresenceFacets = adminDoor<FacetsServices, undefined, FacetsQuery>(
  { scope: 'presence:read', query: facetsQuerySchema },
  async ({ onlineUsers, presenceRecords }, { caller, query }): Promise<PresenceFacets> => {
    const { team, ...filter } = query
    const seconds = await presenceRecords.awayAfterSeconds(caller.tenantId, 'visitor')
    const withTeam = team === 'include'
    return onlineUsers.facets(caller, { filter, withTeam, idleAfterMs: seconds * 1000 })
  },
)

type SitesServices = DoorServices & {
  onlineUsers: Pick<OnlineUsersService, 'visitorsByOrigin'>
  identity: Pick<IdentityService, 'siteKeyOf'>
}

/** `GET /api/admin/presence/sites`: how many visitors are on each website now. */
export const getSitesOnline = adminDoor(
  { scope: 'presence:read' },
  async ({ onlineUsers, identity }: SitesServices, { caller }): Promise<SitesOnline> => {
    const online: Record<string, number> = {}
    for (const [origin, many] of await onlineUsers.visitorsByOrigin(caller)) {
      const site = await identity.siteKeyOf(caller.tenantId, origin)
      if (site !== undefined) online[site] = (online[site] ?? 0) + many
    }
    return { success: true, online }
  },
)

/** `GET /api/admin/presence/settings`: when somebody counts as idle or away. */
export const getPresenceSettings = adminDoor(
  { scope: 'presence:read' },
  async (
    { presenceRecords }: Services,
    { caller },
  ): Promise<{ success: true } & PresenceSettings> => ({
    success: true,
    ...(await presenceRecords.settings(caller.tenantId)),
  }),
)

/** `PUT /api/admin/presence/settings`: changes when somebody counts as idle or away. */
export const putPresenceSettings = adminDoor(
  { scope: 'admin', body: settingsSchema },
  async (
    { presenceRecords }: Services,
    { caller, body },
  ): Promise<{ success: true } & PresenceSettings> => {
    refuseAgents(caller)
    return { success: true, ...(await presenceRecords.changeSettings(caller.tenantId, body)) }
  },
)

function refuseAgents(caller: Principal): void {
  if (caller.kind === 'user' && caller.role === 'agent')
    throw refusal('FORBIDDEN', { sentence: 'Only owners and admins may change settings' })
}
