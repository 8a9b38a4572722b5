import { mount } from '@/server/currentApp'
import { getVisitorConversation } from '@/services/webchat/visitorChatRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getVisitorConversation)
