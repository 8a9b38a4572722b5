import { mount } from '@/server/currentApp'
import { postDisconnect } from '@/services/gateway/gatewayRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postDisconnect)
