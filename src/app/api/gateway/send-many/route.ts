import { mount } from '@/server/currentApp'
import { postSendMany } from '@/services/gateway/gatewayRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postSendMany)
