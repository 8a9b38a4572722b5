import type { VisitorGrantAnswer, WebsiteAnswer } from '@/lib/webchatProtocol'
import type { IdentityService, Websites } from '@/services/identity'
import { clientIp, type DoorServices, publicDoor } from '@/services/realtime'
import { newSessionName } from './sessionIds'
import type { VisitorSessionsService } from './visitorSessionsService'
import { sessionRequestSchema, type TokenRequest, tokenRequestSchema } from './webchatSchemas'

interface Services extends DoorServices {
  identity: Pick<IdentityService, 'tenantName'> & {
    websites: Pick<Websites, 'ofRequest' | 'ofPage' | 'lookOf'>
  }
  visitorSessions: VisitorSessionsService
}

/** `POST /api/chat/anonymous-token`: a visitor's token, or the next one of the same visitor. */
export const postAnonymousToken = publicDoor<Services, TokenRequest>(
  { shows: 'key of a website', body: tokenRequestSchema },
  async ({ identity, visitorSessions }, { body, request }): Promise<VisitorGrantAnswer> => {
    const { token, fingerprint, ...page } = body
    const website = await identity.websites.ofRequest(request, page)
    return visitorSessions.grant(website, { token, fingerprint, address: clientIp(request) })
  },
)

/** `POST /api/chat/logout`: whoever uses the page from then on is somebody else. */
export const postLogout = publicDoor<Services, TokenRequest>(
  { shows: 'key of a website', body: tokenRequestSchema },
  async ({ identity, visitorSessions }, { body, request }): Promise<VisitorGrantAnswer> => {
    const { token, fingerprint, ...page } = body
    const website = await identity.websites.ofRequest(request, page)
    return visitorSessions.logOut(website, { token, fingerprint, address: clientIp(request) })
  },
)

/** `GET /api/chat/website`: whose website the key is of, for pages that know nothing but their key. */
export const getWebsite = publicDoor<Services>(
  { shows: 'key of a website' },
  async ({ identity }, { request }): Promise<WebsiteAnswer> => {
    const website = await identity.websites.ofPage(request)
    const { tenantId } = website
    const [name, look] = await Promise.all([
      identity.tenantName(tenantId),
      identity.websites.lookOf(website),
    ])
    return { tenantId, name: name ?? tenantId, ...look }
  },
)

/** `POST /api/chat/session`, for clients of old: a name that may be written to, never read. */
export const postSession = publicDoor<Services, { tenantId?: string | undefined }>(
  { shows: 'key of a website', body: sessionRequestSchema },
  async ({ identity }, { body, request }): Promise<{ sessionId: string }> => {
    await identity.websites.ofRequest(request, body)
    return { sessionId: newSessionName() }
  },
)
