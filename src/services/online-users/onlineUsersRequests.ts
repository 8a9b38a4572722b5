import { type DoorServices, userDoor } from '@/services/realtime'
import { type OnlineUsersQuery, querySchema } from './onlineUsersSchemas'
import type { OnlineUsersService } from './onlineUsersService'

type Services = DoorServices & { onlineUsers: OnlineUsersService }

/** `GET /api/online-users?excludeUserId&countOnly&limit&cursor` */
export const getOnlineUsers = userDoor<Services, undefined, OnlineUsersQuery>(
  { query: querySchema },
  async ({ onlineUsers }, { caller, query }) => {
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
