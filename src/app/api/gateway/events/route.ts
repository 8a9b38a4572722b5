import { mount } from '@/server/currentApp'
import { getEvents } from '@/services/gateway/gatewayRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getEvents)
