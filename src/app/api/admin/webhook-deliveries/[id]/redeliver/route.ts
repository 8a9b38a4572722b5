import { mount } from '@/server/currentApp'
import { postRedelivery } from '@/services/webhooks/webhookRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postRedelivery)
