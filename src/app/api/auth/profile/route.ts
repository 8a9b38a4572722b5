import { mount } from '@/server/currentApp'
import { patchProfile } from '@/services/identity/accountRequests'

export const dynamic = 'force-dynamic'
export const PATCH = mount(patchProfile)
