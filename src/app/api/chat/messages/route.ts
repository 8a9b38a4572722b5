import { mount } from '@/server/currentApp'
import { getWebchatMessages } from '@/services/webchat/messageRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getWebchatMessages)
