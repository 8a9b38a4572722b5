import { mount } from '@/server/currentApp'
import { getAdminConversation } from '@/services/webchat/adminChatRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getAdminConversation)
