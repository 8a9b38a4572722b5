import { mount } from '@/server/currentApp'
import { deleteWebhook, patchWebhook } from '@/services/webhooks/webhookRequests'

export const dynamic = 'force-dynamic'
export const PATCH = mount(patchWebhook)
export const DELETE = mount(deleteWebhook)
