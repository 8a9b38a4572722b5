import { mount } from '@/server/currentApp'
import { getBlocked } from '@/services/webchat/adminChatRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getBlocked)
