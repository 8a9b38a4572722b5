import { mount } from '@/server/currentApp'
import { postPasswordReset } from '@/services/identity/passwordRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postPasswordReset)
