import { mount } from '@/server/currentApp'
import { getStatus } from '@/services/gateway/gatewayRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getStatus)
