import { mount } from '@/server/currentApp'
import { postSignIn } from '@/services/identity/accountRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postSignIn)
