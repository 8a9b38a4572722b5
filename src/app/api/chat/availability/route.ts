import { mount } from '@/server/currentApp'
import { getAvailability } from '@/services/webchat/availabilityRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getAvailability)
