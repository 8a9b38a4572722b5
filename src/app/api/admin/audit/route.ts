import { mount } from '@/server/currentApp'
import { getAudit } from '@/services/identity/auditRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getAudit)
