import { mount } from '@/server/currentApp'
import { getConversations, postConversation } from '@/services/private-chat/privateChatRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getConversations)
export const POST = mount(postConversation)
