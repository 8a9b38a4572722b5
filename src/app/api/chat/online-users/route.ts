import { mount } from '@/server/currentApp'
import { getChatOnlineUsers } from '@/services/online-users/onlineUsersRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getChatOnlineUsers)
