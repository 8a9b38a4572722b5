import { refusal } from '@/lib/errors'
import type { WebchatMessageAnswer, WebchatMessagesAnswer } from '@/lib/webchatProtocol'
import type { IdentityService, Website } from '@/services/identity'
import {
  clientIp,
  type DoorServices,
  type HttpCall,
  type Principal,
  publicDoor,
} from '@/services/realtime'
import { type Asked, askedSchema, type Written, writtenSchema } from './messageSchemas'
import { admitVisitor, visitorsCounter } from './visitorAdmission'
import type { VisitorSessionsService } from './visitorSessionsService'
import { requireScope, staffOf, visitorBehind } from './webchatCallers'
import type { WebchatService } from './webchatService'
import { draftOf, isReply, receiptOf, replyAs } from './writing'

interface Services extends DoorServices {
  identity: Pick<IdentityService, 'visitorCaller' | 'rememberedVisitor' | 'requireNamedTenant'>
  visitorSessions: VisitorSessionsService
  webchat: WebchatService
}

/** `POST /webchat/message`: a message of a visitor, or an answer to one. */
export const postWebchatMessage = publicDoor<Services, Written>(
  { shows: 'visitor or website', body: writtenSchema, alsoCounts: visitorsCounter },
  async (services, call): Promise<WebchatMessageAnswer> => {
    const { body, request } = call
    const caller = await services.identity.visitorCaller(request, {
      siteId: body.siteId,
      domain: body.page.domain,
    })
    await requireTenant(services, caller, body.tenantId)
    return isReply(caller, body) ? reply(services, caller, body) : write(services, caller, call)
  },
)

/**
 * `GET /api/chat/messages?tenantId&sessionId&userId&conversationId&after&before&limit`: a page of
 * a web chat: of the visitor's own, or of the one that an admin names.
 */
export const getWebchatMessages = publicDoor<Services, undefined, Asked>(
  { shows: 'visitor or website', query: askedSchema, alsoCounts: visitorsCounter },
  async (services, call): Promise<WebchatMessagesAnswer> => {
    const { query, request } = call
    const { tenantId, limit, after, before, changedAfter, ...chat } = query
    const position = { limit, after, before, changedAfter }
    const caller = await services.identity.visitorCaller(request, {})
    await requireTenant(services, caller, tenantId)
    if (staffOf(caller)) {
      requireScope(caller, 'messages:read')
      await count(services, caller)
      return services.webchat.page(caller.tenantId, chat, position)
    }
    if (caller.kind === 'website')
      throw refusal('FORBIDDEN', { sentence: 'Reading needs a visitor token' })
    const address = clientIp(request)
    const visitor = await visitorBehind(caller, chat, { address }, services.visitorSessions)
    await admitVisitor(services, call, visitor)
    return services.webchat.ownPage(visitor, chat, position)
  },
)

type Caller = Principal | Website

/** The credential says which tenant; one that is named beside it has to be the same. */
async function requireTenant(services: Services, caller: Caller, named: string | undefined) {
  if (named !== undefined) await services.identity.requireNamedTenant(caller, named)
}

async function reply(
  services: Services,
  caller: Caller,
  body: Written,
): Promise<WebchatMessageAnswer> {
  requireScope(caller, 'messages:write')
  await count(services, caller)
  const staff = staffOf(caller)
  if (!staff) throw refusal('FORBIDDEN', { sentence: 'Only admins may answer visitors' })
  const posted = await services.webchat.reply(staff, replyAs(body), body, draftOf(caller, body))
  return { success: true, ...receiptOf(posted) }
}

async function write(
  services: Services,
  caller: Caller,
  call: HttpCall<Written, undefined, undefined>,
): Promise<WebchatMessageAnswer> {
  const { body, request } = call
  const { visitorSessions, webchat } = services
  const shown = { fingerprint: body.fingerprint, address: clientIp(request) }
  const visitor = await visitorBehind(caller, body, shown, visitorSessions)
  await admitVisitor(services, call, visitor, body.page)
  const posted = await webchat.write(visitor, draftOf(caller, body))
  const isMade = caller.kind === 'website' && visitor.unprovenName === undefined
  const grant = isMade ? await visitorSessions.tokenFor(visitor) : {}
  return { success: true, ...receiptOf(posted, visitor.unprovenName), ...grant }
}

async function count({ limits }: Services, caller: Caller): Promise<void> {
  if (caller.kind === 'service') await limits.credential(`key:${caller.keyId}`)
  if (caller.kind === 'user') await limits.credential(`user:${caller.userId}`)
}
