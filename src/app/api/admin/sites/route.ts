import { mount } from '@/server/currentApp'
import { getSites, postSite } from '@/services/identity/siteRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getSites)
export const POST = mount(postSite)
