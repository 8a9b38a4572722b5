import { mount } from '@/server/currentApp'
import { deleteMessage, patchMessage } from '@/services/private-chat/privateChatRequests'

export const dynamic = 'force-dynamic'
export const PATCH = mount(patchMessage)
export const DELETE = mount(deleteMessage)
