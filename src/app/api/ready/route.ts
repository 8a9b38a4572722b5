import { mount } from '@/server/currentApp'
import { getReady } from '@/services/operations/operationsRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getReady)
