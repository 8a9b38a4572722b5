import { mount } from '@/server/currentApp'
import { postUpload } from '@/services/uploads/uploadRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postUpload)
