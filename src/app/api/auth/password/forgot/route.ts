import { mount } from '@/server/currentApp'
import { postPasswordForgot } from '@/services/identity/passwordRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postPasswordForgot)
