import { mount } from '@/server/currentApp'
import { getAdminConversations } from '@/services/webchat/adminChatRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getAdminConversations)
