import { mount } from '@/server/currentApp'
import { postSend } from '@/services/gateway/gatewayRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postSend)
