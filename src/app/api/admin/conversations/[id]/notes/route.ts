import { mount } from '@/server/currentApp'
import { getNotes, postNote } from '@/services/webchat/adminChatRequests'

export const dynamic = 'force-dynamic'
export const GET = mount(getNotes)
export const POST = mount(postNote)
