import { mount } from '@/server/currentApp'
import { getWebhookDeliveries } from '@/services/webhooks/webhookRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getWebhookDeliveries)
