import { mount } from '@/server/currentApp'
import { getConnected } from '@/services/gateway/gatewayRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getConnected)
