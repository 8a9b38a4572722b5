import { mount } from '@/server/currentApp'
import { deleteConversation, patchConversation } from '@/services/private-chat/privateChatRequests'

export const dynamic = 'force-dynamic'
export const PATCH = mount(patchConversation)
export const DELETE = mount(deleteConversation)
