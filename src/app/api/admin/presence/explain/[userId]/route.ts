import { mount } from '@/server/currentApp'
import { getPresenceExplanation } from '@/services/online-users/presenceAdminRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getPresenceExplanation)
