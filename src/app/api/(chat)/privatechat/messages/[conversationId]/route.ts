import { mount } from '@/server/currentApp'
import { getMessages } from '@/services/private-chat/privateChatRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getMessages)
