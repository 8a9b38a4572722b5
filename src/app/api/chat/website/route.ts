import { mount } from '@/server/currentApp'
import { getWebsite } from '@/services/webchat/webchatRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getWebsite)
