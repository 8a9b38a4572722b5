import { mount } from '@/server/currentApp'
import { getPresenceDetails } from '@/services/online-users/presenceAdminRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getPresenceDetails)
