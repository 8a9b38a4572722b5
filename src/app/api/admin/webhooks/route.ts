import { mount } from '@/server/currentApp'
import { getWebhooks, postWebhook } from '@/services/webhooks/webhookRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getWebhooks)
export const POST = mount(postWebhook)
