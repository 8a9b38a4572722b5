import { mount } from '@/server/currentApp'
import { postRead } from '@/services/private-chat/privateChatRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postRead)
