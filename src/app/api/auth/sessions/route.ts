import { mount } from '@/server/currentApp'
import { deleteSessions, getSessions } from '@/services/identity/accountSessionRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getSessions)
export const DELETE = mount(deleteSessions)
