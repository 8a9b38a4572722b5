import { mount } from '@/server/currentApp'
import { postWebchatMessage } from '@/services/webchat/messageRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postWebchatMessage)
