import { mount } from '@/server/currentApp'
import { deleteKey, patchKey } from '@/services/identity/apiKeyRequests'

export const dynamic = 'force-dynamic'
export const PATCH = mount(patchKey)
export const DELETE = mount(deleteKey)
