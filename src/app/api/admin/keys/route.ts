import { mount } from '@/server/currentApp'
import { getKeys, postKey } from '@/services/identity/apiKeyRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getKeys)
export const POST = mount(postKey)
