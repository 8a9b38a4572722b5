import { mount } from '@/server/currentApp'
import { getWebhookDelivery } from '@/services/webhooks/webhookRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getWebhookDelivery)
