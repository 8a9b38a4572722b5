import { mount } from '@/server/currentApp'
import { getUpload } from '@/services/uploads/uploadRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getUpload)
