import { mount } from '@/server/currentApp'
import { postAssign } from '@/services/webchat/adminChatRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postAssign)
