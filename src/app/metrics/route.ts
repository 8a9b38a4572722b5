import { mount } from '@/server/currentApp'
import { getMetrics } from '@/services/operations/operationsRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getMetrics)
