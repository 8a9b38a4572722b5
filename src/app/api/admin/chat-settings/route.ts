import { mount } from '@/server/currentApp'
import { getChatSettings, putChatSettings } from '@/services/webchat/availabilityRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getChatSettings)
export const PUT = mount(putChatSettings)
