import { mount } from '@/server/currentApp'
import { postPasswordChange } from '@/services/identity/passwordRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postPasswordChange)
