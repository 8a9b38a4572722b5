import { mount } from '@/server/currentApp'
import { deleteMember, patchMember } from '@/services/identity/teamRequests'

export const dynamic = 'force-dynamic'
export const PATCH = mount(patchMember)
export const DELETE = mount(deleteMember)
