import { mount } from '@/server/currentApp'
import { getTeam } from '@/services/identity/teamRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getTeam)
