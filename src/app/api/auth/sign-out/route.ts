import { mount } from '@/server/currentApp'
import { postSignOut } from '@/services/identity/accountRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postSignOut)
