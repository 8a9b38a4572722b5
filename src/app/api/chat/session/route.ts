import { mount } from '@/server/currentApp'
import { postSession } from '@/services/webchat/webchatRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postSession)
