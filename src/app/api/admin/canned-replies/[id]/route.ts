import { mount } from '@/server/currentApp'
import { deleteCannedReply, patchCannedReply } from '@/services/webchat/cannedReplyRequests'

export const dynamic = 'force-dynamic'
export const PATCH = mount(patchCannedReply)
export const DELETE = mount(deleteCannedReply)
