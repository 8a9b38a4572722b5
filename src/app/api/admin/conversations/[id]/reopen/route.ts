import { mount } from '@/server/currentApp'
import { postReopen } from '@/services/webchat/adminChatRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postReopen)
