import type { OnlineColleague } from '@/lib/protocol'
import type { IdentityService } from '@/services/identity'
import { adminDoor, type DoorServices, userDoor } from '@/services/realtime'
import {
  type ListQuestion,
  type OnlineUsersQuery,
  pageQuerySchema,
  querySchema,
} from './onlineUsersSchemas'
import type { OnlineUsersService } from './onlineUsersService'
import type { ColleaguesPage } from './presenceReadings'

type Services = DoorServices & { onlineUsers: OnlineUsersService }

/**
 * `GET /api/online-users?excludeUserId&countOnly&limit&cursor`: members of the caller's tenant who
 * are online, or how many they are.
 */
export const getOnlineUsers = userDoor<Services, undefined, OnlineUsersQuery>(
  { query: querySchema },
  async ({ onlineUsers }, { caller, query }): Promise<ColleaguesAnswer> => {
    const { excludeUserId: except, countOnly, limit, cursor } = query
    if (countOnly === 'true') {
      const count = await onlineUsers.count(caller.tenantId, { except, usersOnly: true })
      return { success: true, count }
    }
    const options = { except, limit, cursor }
    const { colleagues, ...page } = await onlineUsers.colleagues(caller, options)
    return { success: true, data: colleagues, ...page }
  },
)

type ColleaguesAnswer =
  | { success: true; count: number }
  | ({ success: true; data: OnlineColleague[] } & Omit<ColleaguesPage, 'colleagues'>)

type AdminServices = Services & { identity: Pick<IdentityService, 'requireNamedTenant'> }

/**
 * `GET /api/chat/online-users?tenantId&limit&cursor&order`, or `X-Tenant-ID` → a page of everybody,
 * who came first or `order=newest` who came last in front, or of those whom `q site page source country device who visit` leave.
 */
export const getChatOnlineUsers = adminDoor<AdminServices, undefined, ListQuestion>(
  { scope: 'presence:read', query: pageQuerySchema },
  async ({ onlineUsers, identity }, { caller, query, request }) => {
    const { tenantId, ...asked } = query
    const named = tenantId ?? request.headers.get('x-tenant-id') ?? undefined
    await identity.requireNamedTenant(caller, named)
    return onlineUsers.page(caller, asked)
  },
)
