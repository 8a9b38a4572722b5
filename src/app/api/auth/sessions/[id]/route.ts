import { mount } from '@/server/currentApp'
import { deleteSession } from '@/services/identity/accountSessionRequests'

export const dynamic = 'force-dynamic'
export const DELETE = mount(deleteSession)
