import { mount } from '@/server/currentApp'
import { getPush } from '@/services/gateway/gatewayRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getPush)
