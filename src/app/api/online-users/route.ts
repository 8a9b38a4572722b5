import { mount } from '@/server/currentApp'
import { getOnlineUsers } from '@/services/online-users/onlineUsersRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getOnlineUsers)
