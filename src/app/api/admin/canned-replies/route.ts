import { mount } from '@/server/currentApp'
import { getCannedReplies, postCannedReply } from '@/services/webchat/cannedReplyRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getCannedReplies)
export const POST = mount(postCannedReply)
