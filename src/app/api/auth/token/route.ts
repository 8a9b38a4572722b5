import { mount } from '@/server/currentApp'
import { postToken } from '@/services/identity/accountRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postToken)
