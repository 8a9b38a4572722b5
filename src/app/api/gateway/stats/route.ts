import { mount } from '@/server/currentApp'
import { getStats } from '@/services/gateway/gatewayRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getStats)
