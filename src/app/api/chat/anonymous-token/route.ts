import { mount } from '@/server/currentApp'
import { postAnonymousToken } from '@/services/webchat/webchatRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postAnonymousToken)
