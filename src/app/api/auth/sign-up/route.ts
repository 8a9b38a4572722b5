import { mount } from '@/server/currentApp'
import { postSignUp } from '@/services/identity/accountRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postSignUp)
