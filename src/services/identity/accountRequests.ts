import type { SignedInAnswer } from '@/lib/accountProtocol'
import { refusal } from '@/lib/errors'
import { type AnswerHeaders, type DoorRequest, publicDoor, userDoor } from '@/services/realtime'
import { accountDoor, enter, placeOf, type Services } from './accountDoor'
import {
  demoSchema,
  profileSchema,
  signInSchema,
  signUpSchema,
  tokenSchema,
} from './accountSchemas'

/**
 * `POST /api/auth/sign-up`: a new account, signed in by the cookie of the answer; with an
 * invitation, in its tenant.
 */
export const postSignUp = accountDoor(
  signUpSchema,
  async (services, call): Promise<SignedInAnswer> => {
    const place = placeOf(services, call.request)
    return enter(services, call, await services.identity.accounts.signUp(call.body, place))
  },
)

/** `POST /api/auth/sign-in`: signs in, by the cookie of the answer. */
export const postSignIn = accountDoor(
  signInSchema,
  async (services, call): Promise<SignedInAnswer> => {
    const place = placeOf(services, call.request)
    return enter(services, call, await services.identity.accounts.signIn(call.body, place))
  },
)

/**
 * `POST /api/auth/sign-out`: ends the session that is shown; well done also when nobody was signed
 * in.
 */
export const postSignOut = publicDoor(
  { shows: 'perhaps a session' },
  async (services: Services, call): Promise<{ success: true }> => {
    const { accountSessions, cookie } = services.identity
    const who = await signedIn(services, call.request)
    if (who) await accountSessions.end(who.userId, who.accountSessionId, 'Logged out')
    if (call.request.headers.get('authorization') === null)
      call.answerHeaders.addCookie(cookie.clear())
    return { success: true }
  },
)

/** POST /api/auth/demo: one tab becomes a demo person's; no cookie is read or given. */
export const postDemo = accountDoor(demoSchema, async (services, call) => {
  const { previousToken: _, ...place } = placeOf(services, call.request)
  return services.identity.demo.openTab(call.body.as, place)
})

/**
 * `POST /api/auth/token`: an access token for one of the tenants. Only a session opens it, or
 * access tokens would never end.
 */
export const postToken = publicDoor(
  { shows: 'session', body: tokenSchema },
  async (services: Services, call) => {
    const { identity, limits } = services
    const session = await identity.shownSession(call.request)
    if (!session) throw refusal('UNAUTHENTICATED')
    await limits.credential(`user:${session.account.id}`)
    const grant = await identity.grants.grant(session, call.body.tenantId)
    await identity.requireTenantOrigin(call.request, grant.tenantId)
    keepCookie(services, call)
    return grant
  },
)

/** `PATCH /api/auth/profile`: the name that others see. */
export const patchProfile = userDoor(
  { body: profileSchema },
  async (services: Services, call): Promise<SignedInAnswer> => ({
    success: true,
    user: await services.identity.accounts.rename(call.caller.userId, call.body.name),
  }),
)

/** By the session, or by an access token of it. */
async function signedIn(services: Services, request: DoorRequest) {
  const session = await services.identity.shownSession(request)
  if (session) return { userId: session.account.id, accountSessionId: session.id }
  if (request.headers.get('authorization') === null) return undefined
  const principal = await services.authenticate(request)
  if (principal.kind !== 'user') throw refusal('FORBIDDEN')
  return principal
}

/** The session's end has moved; the cookie's end moves with it. */
function keepCookie(
  { identity }: Services,
  { request, answerHeaders }: { request: DoorRequest; answerHeaders: AnswerHeaders },
): void {
  if (request.headers.get('authorization') !== null) return
  const token = identity.cookie.read(request.headers.get('cookie'))
  if (token) answerHeaders.addCookie(identity.cookie.set(token))
}
