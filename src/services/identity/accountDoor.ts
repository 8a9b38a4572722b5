import type { SignedInAnswer } from '@/lib/accountProtocol'
import {
  type AnswerHeaders,
  clientIp,
  type DoorRequest,
  type DoorServices,
  type HttpCall,
  type HttpDoor,
  publicDoor,
  type Schema,
} from '@/services/realtime'
import type { OpenedSession, SignInPlace } from './accountSessions'
import type { IdentityService } from './identityService'

export type Services = DoorServices & { identity: IdentityService }
export type AccountCall<Body> = HttpCall<Body, undefined, undefined>

/**
 * A door for people who are not signed in yet. What another site's page sends is refused: it could
 * log its visitor in as somebody else.
 */
export function accountDoor<Body>(
  body: Schema<Body>,
  run: (services: Services, call: AccountCall<Body>) => Promise<object>,
): HttpDoor<Services> {
  return publicDoor({ body }, async (services: Services, call: AccountCall<Body>) => {
    services.identity.requireOwnOrigin(call.request)
    return run(services, call)
  })
}

/** Where a sign-in comes from; the session that the browser had until now ends with it. */
export function placeOf({ identity }: Services, request: DoorRequest): SignInPlace {
  const previousToken = identity.cookie.read(request.headers.get('cookie'))
  return {
    ip: clientIp(request),
    userAgent: request.headers.get('user-agent') ?? '',
    ...(previousToken && { previousToken }),
  }
}

/** Gives the browser its cookie, and the page the account. */
export function enter(
  { identity }: Services,
  { answerHeaders }: { answerHeaders: AnswerHeaders },
  { token, session }: OpenedSession,
): SignedInAnswer {
  answerHeaders.addCookie(identity.cookie.set(token))
  return { success: true, user: session.account }
}
