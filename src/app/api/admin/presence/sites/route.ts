import { mount } from '@/server/currentApp'
import { getSitesOnline } from '@/services/online-users/presenceAdminRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getSitesOnline)
