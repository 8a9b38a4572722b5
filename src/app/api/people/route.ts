import { mount } from '@/server/currentApp'
import { getPeople } from '@/services/identity/peopleRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getPeople)
