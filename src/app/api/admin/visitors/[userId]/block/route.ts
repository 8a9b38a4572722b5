import { mount } from '@/server/currentApp'
import { deleteBlock, postBlock } from '@/services/webchat/adminChatRequests'

export const dynamic = 'force-dynamic'
export const POST = mount(postBlock)
export const DELETE = mount(deleteBlock)
