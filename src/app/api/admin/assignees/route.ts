import { mount } from '@/server/currentApp'
import { getAssignees } from '@/services/webchat/adminChatRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getAssignees)
