import { mount } from '@/server/currentApp'
import { postDemo } from '@/services/identity/accountRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postDemo)
