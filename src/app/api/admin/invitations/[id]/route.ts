import { mount } from '@/server/currentApp'
import { deleteInvitation } from '@/services/identity/teamRequests'

export const dynamic = 'force-dynamic'
export const DELETE = mount(deleteInvitation)
