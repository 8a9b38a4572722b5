import { mount } from '@/server/currentApp'
import { postWebhookTest } from '@/services/webhooks/webhookRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postWebhookTest)
