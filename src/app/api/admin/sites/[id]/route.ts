import { mount } from '@/server/currentApp'
import { deleteSite, patchSite } from '@/services/identity/siteRequests'

export const dynamic = 'force-dynamic'
export const PATCH = mount(patchSite)
export const DELETE = mount(deleteSite)
