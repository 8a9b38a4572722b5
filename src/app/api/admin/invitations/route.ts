import { mount } from '@/server/currentApp'
import { postInvitation } from '@/services/identity/invitationRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postInvitation)
