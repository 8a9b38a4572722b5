import { mount } from '@/server/currentApp'
import { getSession } from '@/services/identity/accountSessionRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getSession)
