import { mount } from '@/server/currentApp'
import { postIdentify } from '@/services/webchat/identifyRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postIdentify)
