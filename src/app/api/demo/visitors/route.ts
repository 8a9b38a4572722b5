import { mount } from '@/server/currentApp'
import { getDemoVisitors, putDemoVisitors } from '@/services/demo/demoRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getDemoVisitors)
export const PUT = mount(putDemoVisitors)
