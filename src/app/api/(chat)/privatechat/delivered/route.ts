import { mount } from '@/server/currentApp'
import { postDelivered } from '@/services/private-chat/privateChatRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postDelivered)
