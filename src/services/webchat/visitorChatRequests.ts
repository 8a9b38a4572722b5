import { refusal } from '@/lib/errors'
import type { VisitorConversationAnswer, VisitorReadRequest } from '@/lib/webchatProtocol'
import type { IdentityService } from '@/services/identity'
import {
  type DoorServices,
  type HttpCall,
  publicDoor,
  type VisitorPrincipal,
} from '@/services/realtime'
import { readSchema } from './chatSignSchemas'
import type { ChatSigns } from './chatSigns'
import { admitVisitor, visitorsCounter } from './visitorAdmission'
import type { VisitorSessionsService } from './visitorSessionsService'

interface Services extends DoorServices {
  identity: Pick<IdentityService, 'visitorCaller' | 'rememberedVisitor'>
  visitorSessions: Pick<VisitorSessionsService, 'used'>
  chatSigns: ChatSigns
}

/** `GET /api/chat/conversation`: the visitor's own conversation. */
export const getVisitorConversation = publicDoor<Services>(
  { shows: 'visitor', alsoCounts: visitorsCounter },
  async (services, call): Promise<VisitorConversationAnswer> => {
    const visitor = await provenVisitor(services, call)
    const conversation = await services.chatSigns.ownConversation(visitor)
    return { success: true, ...(conversation && { conversation }) }
  },
)

/** `POST /api/chat/read`: the visitor has read everything up to `seq`. */
export const postVisitorRead = publicDoor<Services, VisitorReadRequest>(
  { shows: 'visitor', body: readSchema, alsoCounts: visitorsCounter },
  async (services, call): Promise<{ success: true }> => {
    const visitor = await provenVisitor(services, call)
    await services.chatSigns.readByVisitor(visitor, call.body)
    return { success: true }
  },
)

async function provenVisitor(
  services: Services,
  call: HttpCall<unknown, unknown, undefined>,
): Promise<VisitorPrincipal> {
  const caller = await services.identity.visitorCaller(call.request, {})
  if (caller.kind !== 'visitor')
    throw refusal('FORBIDDEN', { sentence: 'This needs a visitor token' })
  await admitVisitor(services, call, caller)
  return caller
}
