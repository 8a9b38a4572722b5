import { mount } from '@/server/currentApp'
import { postClose } from '@/services/webchat/adminChatRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postClose)
