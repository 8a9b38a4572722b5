import { mount } from '@/server/currentApp'
import { postMessage } from '@/services/private-chat/privateChatRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postMessage)
