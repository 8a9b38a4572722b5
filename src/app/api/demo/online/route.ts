import { mount } from '@/server/currentApp'
import { getDemoOnline } from '@/services/demo/demoRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getDemoOnline)
