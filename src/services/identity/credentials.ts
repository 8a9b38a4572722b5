import { refusal } from '@/lib/errors'
import type { DoorRequest, Principal, UserPrincipal } from '@/services/realtime'
import type { OpenSession } from './accountSessionStore'
import { type AccountSessions, isSessionToken } from './accountSessions'
import type { VerifyBearer } from './bearerTokens'
import { type ApiKeys, type ProvenKey, serviceOf } from './keys/apiKeys'
import type { NamedTenants } from './namedTenants'
import type { Origins } from './origins'
import type { SessionCookie } from './sessionCookie'

export interface Credentials {
  /** Who sends a request. `Authorization` counts alone; the cookie only without it. */
  authenticate(request: DoorRequest): Promise<Principal>
  /** The account session that a request shows itself, not by an access token. */
  shownSession(request: DoorRequest): Promise<OpenSession | undefined>
  /** Refuses pages of sites that are not of the tenant; requests without an origin are of no page. */
  requireTenantOrigin(request: DoorRequest, tenantId: string): Promise<void>
}

interface Options {
  verifyBearer: VerifyBearer
  sessions: AccountSessions
  apiKeys: ApiKeys
  namedTenants: NamedTenants
  origins: Origins
  cookie: SessionCookie
}

export function createCredentials(options: Options): Credentials {
  const { verifyBearer, sessions, apiKeys, namedTenants, origins, cookie } = options

  async function authenticate(request: DoorRequest): Promise<Principal> {
    const { headers } = request
    const shown = headers.get('x-api-key')
    const key = shown ? await apiKeys.prove(shown, headers.get('origin')) : undefined
    const principal = await principalOf(request, key)
    const wanted = headers.get('x-tenant-id')
    if (key && key.tenantId !== principal.tenantId) throw refusal('TENANT_MISMATCH')
    if (wanted) await namedTenants.require(principal, wanted)
    await requireTenantOrigin(request, principal.tenantId)
    return principal
  }

  async function principalOf(request: DoorRequest, key: ProvenKey | undefined): Promise<Principal> {
    const bearer = bearerOf(request)
    if (bearer !== undefined && !isSessionToken(bearer)) return holderOf(bearer, request)
    const alone = bearer === undefined ? key : undefined
    if (alone?.kind === 'secret') return serviceOf(alone)
    const session = await shownSession(request)
    if (!session) return keyHolder(alone)
    return memberOf(session, request.headers.get('x-tenant-id') ?? key?.tenantId)
  }

  async function holderOf(bearer: string, request: DoorRequest): Promise<Principal> {
    if (!apiKeys.isKey(bearer)) return verifyBearer(bearer)
    return serviceOf(await apiKeys.prove(bearer, request.headers.get('origin')))
  }

  async function shownSession(request: DoorRequest): Promise<OpenSession | undefined> {
    const bearer = bearerOf(request)
    if (bearer !== undefined) return isSessionToken(bearer) ? sessions.find(bearer) : undefined
    const token = cookie.read(request.headers.get('cookie'))
    if (!token) return undefined
    requireOwnWrite(request, origins)
    return sessions.find(token)
  }

  /** A page of a stranger's site may hold a credential; here it cannot use it. */
  async function requireTenantOrigin({ headers }: DoorRequest, tenantId: string): Promise<void> {
    const origin = headers.get('origin')
    if (!origin || origins.isOwn(origin, headers.get('host'))) return
    if (!(await origins.isOfTenant(origin, tenantId))) throw refusal('ORIGIN_NOT_ALLOWED')
  }

  return { authenticate, shownSession, requireTenantOrigin }
}

function keyHolder(key: ProvenKey | undefined): Principal {
  if (!key) throw refusal('UNAUTHENTICATED')
  return serviceOf(key)
}

/** Nothing only when there is no `Authorization` at all; any other scheme is a wrong token. */
export function bearerOf(request: DoorRequest): string | undefined {
  const header = request.headers.get('authorization')
  if (header === null) return undefined
  const bearer = bearerIn(header)
  if (bearer === undefined) throw refusal('INVALID_JWT_TOKEN')
  return bearer
}

export function bearerIn(header: string): string | undefined {
  return /^Bearer +(\S+)$/i.exec(header)?.[1]
}

/** Files come as forms. */
const FORMS = /^([a-z]+:\/\/[^/]*)?\/api\/uploads$/i

/**
 * A browser sends the cookie along with what other sites make it send. Such writes carry another
 * origin, or none, or are not JSON; a DELETE is never sent for another site without asking.
 */
function requireOwnWrite(request: DoorRequest, origins: Origins): void {
  const { method, url, headers } = request
  if (method === 'GET' || method === 'HEAD') return
  const origin = headers.get('origin')
  if (!origin || !origins.isOwn(origin, headers.get('host'))) throw refusal('ORIGIN_NOT_ALLOWED')
  const type = headers.get('content-type') ?? ''
  const isForm = FORMS.test(url) && type.startsWith('multipart/form-data')
  const isMeant = isForm || type.startsWith('application/json')
  if (!isMeant && method !== 'DELETE')
    throw refusal('INVALID_REQUEST', { sentence: 'Send JSON with Content-Type: application/json' })
}

/** The person in one of their tenants: the one that was asked for, or the oldest. */
export function memberOf(session: OpenSession, tenantId?: string): UserPrincipal {
  const { account, memberships } = session
  const [oldest] = memberships
  const wanted = tenantId ? memberships.find((place) => place.tenantId === tenantId) : oldest
  if (!oldest) throw refusal('FORBIDDEN', { sentence: 'You do not belong to a team yet' })
  if (!wanted) throw refusal('TENANT_MISMATCH')
  return {
    kind: 'user',
    userId: account.id,
    tenantId: wanted.tenantId,
    role: wanted.role,
    name: account.name,
    accountSessionId: session.id,
    expiresAtMs: session.expiresAtMs,
    ...(account.avatar !== undefined && { avatar: account.avatar }),
  }
}
