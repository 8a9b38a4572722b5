import { refusal } from '@/lib/errors'
import type { VisitorConversationAnswer, VisitorReadRequest } from '@/lib/webchatProtocol'
import type { IdentityService } from '@/services/identity'
import {
  type DoorRequest,
  type DoorServices,
  publicDoor,
  type VisitorPrincipal,
} from '@/services/realtime'
import { readSchema } from './chatSignSchemas'
import type { ChatSigns } from './chatSigns'
import { admitVisitor } from './visitorAdmission'
import type { VisitorSessionsService } from './visitorSessionsService'

interface Services extends DoorServices {
  identity: Pick<IdentityService, 'visitorCaller'>
  visitorSessions: Pick<VisitorSessionsService, 'used'>
  chatSigns: ChatSigns
}

/** `GET /api/chat/conversation`: the visitor's own conversation. */
export const getVisitorConversation = publicDoor(
  { shows: 'visitor' },
  async (services: Services, { request }): Promise<VisitorConversationAnswer> => {
    const visitor = await provenVisitor(services, request)
    const conversation = await services.chatSigns.ownConversation(visitor)
    return { success: true, ...(conversation && { conversation }) }
  },
)

/** `POST /api/chat/read`: the visitor has read everything up to `seq`. */
export const postVisitorRead = publicDoor<Services, VisitorReadRequest>(
  { shows: 'visitor', body: readSchema },
  async (services, { request, body }): Promise<{ success: true }> => {
    const visitor = await provenVisitor(services, request)
    await services.chatSigns.readByVisitor(visitor, body)
    return { success: true }
  },
)

async function provenVisitor(services: Services, request: DoorRequest): Promise<VisitorPrincipal> {
  const caller = await services.identity.visitorCaller(request, {})
  if (caller.kind !== 'visitor')
    throw refusal('FORBIDDEN', { sentence: 'This needs a visitor token' })
  await admitVisitor(services, request, caller)
  return caller
}
