import { mount } from '@/server/currentApp'
import { postLogout } from '@/services/webchat/webchatRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postLogout)
