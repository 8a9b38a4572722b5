import { mount } from '@/server/currentApp'
import { postWebhookRotation } from '@/services/webhooks/webhookRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postWebhookRotation)
