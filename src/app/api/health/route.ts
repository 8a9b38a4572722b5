import { mount } from '@/server/currentApp'
import { getHealth } from '@/services/operations/operationsRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getHealth)
