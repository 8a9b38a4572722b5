import { mount } from '@/server/currentApp'
import {
  getPresenceSettings,
  putPresenceSettings,
} from '@/services/online-users/presenceAdminRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getPresenceSettings)
export const PUT = mount(putPresenceSettings)
