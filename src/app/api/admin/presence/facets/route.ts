import { mount } from '@/server/currentApp'
import { getPresenceFacets } from '@/services/online-users/presenceAdminRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getPresenceFacets)
