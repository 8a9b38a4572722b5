import type { IdentifyRequest, VisitorGrantAnswer } from '@/lib/webchatProtocol'
import type { IdentityService, Websites } from '@/services/identity'
import { type DoorServices, publicDoor } from '@/services/realtime'
import type { VisitorSessionsService } from './visitorSessionsService'
import { identifySchema } from './webchatSchemas'

interface Services extends DoorServices {
  identity: Pick<IdentityService, 'requireNamedTenant' | 'identityTokens'> & {
    websites: Pick<Websites, 'ofPage'>
  }
  visitorSessions: Pick<VisitorSessionsService, 'identify'>
}

/** `POST /api/chat/identify`: whom the tenant's own back end has signed in. */
export const postIdentify = publicDoor<Services, IdentifyRequest>(
  { shows: 'key of a website', body: identifySchema },
  async ({ identity, visitorSessions }, { body, request }): Promise<VisitorGrantAnswer> => {
    const { identityToken, tenantId, token, fingerprint } = body
    const website = await identity.websites.ofPage(request)
    if (tenantId !== undefined) await identity.requireNamedTenant(website, tenantId)
    const person = await identity.identityTokens.verify(website.tenantId, identityToken)
    return visitorSessions.identify(website, person, { token, fingerprint })
  },
)
