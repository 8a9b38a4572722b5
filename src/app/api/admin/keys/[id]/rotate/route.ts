import { mount } from '@/server/currentApp'
import { postKeyRotation } from '@/services/identity/apiKeyRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postKeyRotation)
