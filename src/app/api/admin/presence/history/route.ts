import { mount } from '@/server/currentApp'
import { getPresenceHistory } from '@/services/online-users/presenceAdminRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getPresenceHistory)
