import { mount } from '@/server/currentApp'
import { postAdminRead } from '@/services/webchat/adminChatRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postAdminRead)
