import { mount } from '@/server/currentApp'
import { postVisitorRead } from '@/services/webchat/visitorChatRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postVisitorRead)
