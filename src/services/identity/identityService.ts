import type { Account, Role } from '@/lib/protocol'
import type { DoorRequest, Principal, UserPrincipal } from '@/services/realtime'
import { type AccessGrants, createAccessGrants } from './accessGrants'
import { type AccessTokens, accessTokens } from './accessTokens'
import type { OpenSession } from './accountSessionStore'
import { type AccountSessions, createAccountSessions } from './accountSessions'
import type { AccountStore, Profile } from './accountStore'
import { type Accounts, createAccounts } from './accounts'
import type { AuditStore } from './audit/auditStore'
import { bearerTokens } from './bearerTokens'
import { createCredentials, memberOf } from './credentials'
import { createDemo, type Demo } from './demo'
import { type EndedSessions, endedSessions } from './endedSessions'
import { createHandshakes, type ShownBySocket } from './handshakes'
import type { IdentityParts } from './identityParts'
import type { IdentityStores } from './identityStores'
import { createInvitations, type Invitations } from './invitations'
import type { ApiKeys } from './keys/apiKeys'
import type { KeyManagement } from './keys/keyManagement'
import { createKeyParts } from './keys/keyParts'
import { createNamedTenants, type NamedTenants } from './namedTenants'
import { createOrigins, type Origins } from './origins'
import { type ChangePassword, createChangePassword } from './passwordChange'
import { createPasswordResets, type PasswordResets } from './passwordResets'
import { argon2Passwords } from './passwords'
import type { IdentitySecrets } from './proofs/identitySecrets'
import type { IdentityTokens } from './proofs/identityTokens'
import { createProofParts } from './proofs/proofParts'
import { type SessionCookie, sessionCookie } from './sessionCookie'
import { noSessionEnds, type SessionEnds } from './sessionEnds'
import { createSignUp } from './signUp'
import type { SiteManagement } from './sites/siteManagement'
import { createTeam, type Team } from './team/team'
import { createVisitEnds, type VisitEnds } from './visitEnds'
import {
  createRememberedVisitor,
  createVisitorCallers,
  type RememberedVisitor,
  type VisitorCallers,
} from './visitorCallers'
import { type VisitorTokens, visitorTokens } from './visitorTokens'
import { createWebsites, type Website, type Websites } from './websites'

/** A person as pages know them. */
export type SignedInAccount = Account & {
  tenantId: string
  role: Role
  accountSessionId: string
}

/** Who people are, and how they and back ends prove it. */
export interface IdentityService {
  /** Proves a request, by `Authorization` or `X-API-Key` or, without them, by the cookie. */
  authenticate(request: DoorRequest): Promise<Principal>
  /** Proves a socket; a publishable key alone proves a website, which knows no visitor yet. */
  authenticateSocket(shown: ShownBySocket): Promise<Principal | Website>
  verifyAccessToken(token: string): Promise<UserPrincipal>
  proveKey: ApiKeys['prove']
  readonly visitorTokens: VisitorTokens
  readonly visitEnds: VisitEnds
  readonly websites: Websites
  /** Who writes to, or reads, a web chat. */
  readonly visitorCaller: VisitorCallers
  readonly rememberedVisitor: RememberedVisitor
  /** Refuses a request that names another tenant than its caller's, or none. */
  requireNamedTenant: NamedTenants['require']
  /** What the tenant is called. */
  tenantName: IdentityStores['tenants']['nameOf']
  /** The account session that a request shows itself. Refuses writes of other sites' pages. */
  shownSession(request: DoorRequest): Promise<OpenSession | undefined>
  /** For pages: who the cookie is of. */
  sessionOfCookie(header: string | null | undefined): Promise<SignedInAccount | undefined>
  /** Of the server itself, `ALLOWED_ORIGINS`, or any site; a changed site is seen within 30 s. */
  isKnownOrigin(origin: string): Promise<boolean>
  isTenantOrigin(origin: string, tenantId: string): Promise<boolean>
  /** The public id of the site that pages of an origin are of. */
  siteKeyOf(tenantId: string, origin: string): Promise<string | undefined>
  /** Refuses pages of sites that are not of the tenant. */
  requireTenantOrigin(request: DoorRequest, tenantId: string): Promise<void>
  /** Refuses what another site's page sends to doors that give out cookies. */
  requireOwnOrigin(request: DoorRequest): void
  /** Those of the people who are members of the tenant. */
  profiles(tenantId: string, userIds: readonly string[]): Promise<Profile[]>
  findPeople: AccountStore['findPeople']
  /** Owners, admins and agents of the tenant, by name. */
  admins: AccountStore['admins']
  /** Undefined for whoever is no member of the tenant. */
  member: AccountStore['member']
  recordLastSeen(userIds: readonly string[], atMs: number): Promise<void>
  /** There is no account yet: whoever signs up first owns the system. */
  isEmpty(): Promise<boolean>
  readonly accounts: Accounts
  readonly accountSessions: AccountSessions
  readonly passwordResets: PasswordResets
  readonly changePassword: ChangePassword
  readonly invitations: Invitations
  readonly grants: AccessGrants
  readonly demo: Demo
  readonly keys: KeyManagement
  readonly sites: SiteManagement
  readonly identitySecrets: IdentitySecrets
  /** Whom a tenant's back end says a visitor is. */
  readonly identityTokens: IdentityTokens
  readonly team: Team
  readonly audit: AuditStore
  /** Revoked or expired, a moment ago: what is being opened by it is not let in. */
  hasKeyEnded(keyId: string): boolean
  readonly cookie: SessionCookie
  /** Resolves when what was accepted is done. */
  close(): Promise<void>
}

export function identityService(parts: IdentityParts): IdentityService {
  const { stores, now = Date.now } = parts
  const ends = parts.sessionEnds ?? noSessionEnds
  const sessionStore = stores.accountSessions
  const ended = endedSessions({
    now,
    endedSince: (sinceMs) => sessionStore.endedBetween(new Date(sinceMs), new Date(now())),
  })
  const proofs = proofsOf(parts, { ended, ends, now })
  const websites = createWebsites(proofs)
  const credentials = createCredentials(proofs)
  const { authenticate } = credentials
  const account = accountParts(parts, proofs, now)
  return {
    ...credentials,
    ...account,
    authenticateSocket: createHandshakes({ ...proofs, websites, log: parts.log }),
    verifyAccessToken: proofs.tokens.verify,
    proveKey: proofs.apiKeys.prove,
    visitorTokens: proofs.visitorTokens,
    visitEnds: proofs.visitEnds,
    websites,
    visitorCaller: createVisitorCallers({ ...proofs, websites, authenticate }),
    rememberedVisitor: createRememberedVisitor(proofs.visitorTokens),
    requireNamedTenant: proofs.namedTenants.require,
    tenantName: stores.tenants.nameOf,
    sessionOfCookie: (header) => sessionOfCookie(proofs, header),
    ...originsOf(proofs.origins),
    ...peopleOf(stores),
    keys: proofs.keys,
    sites: proofs.sites,
    identitySecrets: proofs.identitySecrets,
    identityTokens: proofs.identityTokens,
    audit: stores.audit,
    hasKeyEnded: proofs.apiKeys.hasEnded,
    cookie: proofs.cookie,
    close: async () => {
      ends.close()
      await proofs.closeKeys()
      await proofs.closeProofs()
      await account.passwordResets.close()
    },
  }
}

/** Where pages may be from. */
function originsOf({ isKnown, isOfTenant, siteKeyOf, requireOwn }: Origins) {
  return {
    isKnownOrigin: isKnown,
    isTenantOrigin: isOfTenant,
    siteKeyOf,
    requireOwnOrigin: requireOwn,
  }
}

/** Whom the accounts know. */
function peopleOf({ accounts }: IdentityParts['stores']) {
  return {
    profiles: accounts.profiles,
    findPeople: accounts.findPeople,
    member: accounts.member,
    admins: accounts.admins,
    recordLastSeen: (userIds: readonly string[], atMs: number) =>
      accounts.recordLastSeen(userIds, new Date(atMs)),
    isEmpty: accounts.isEmpty,
  }
}

interface Ending {
  ended: EndedSessions
  ends: SessionEnds
  now: () => number
}

/** What proves who somebody is. */
function proofsOf(parts: IdentityParts, { ended, ends, now }: Ending) {
  const { stores, broadcaster, options, log } = parts
  const sessionStore = stores.accountSessions
  const origins = createOrigins({ ...options, tenants: stores.tenants, now })
  const visitEnds = visitEndsOf(parts, now)
  const { closeProofs, ...proving } = createProofParts({ ...parts, now })
  const tokens = {
    tokens: accessTokens({ secrets: options.jwtSecrets, ended, now }),
    visitorTokens: visitorTokens({ secrets: options.jwtSecrets, ended: visitEnds, now }),
  }
  return {
    ...tokens,
    visitEnds,
    verifyBearer: bearerTokens(tokens),
    sessions: createAccountSessions({ store: sessionStore, ended, ends, broadcaster, log, now }),
    ...createKeyParts({ ...parts, origins, now }),
    ...proving,
    closeProofs: () => {
      visitEnds.close()
      return closeProofs()
    },
    origins,
    cookie: sessionCookie(options.secureCookie),
    namedTenants: createNamedTenants(stores.tenants),
  }
}

function visitEndsOf(parts: IdentityParts, now: () => number): VisitEnds {
  const { endedVisits = async () => [], visitEnds: ends = noSessionEnds } = parts
  return createVisitEnds({ ...parts, endedSince: endedVisits, ends, now })
}

interface Proofs {
  tokens: AccessTokens
  sessions: AccountSessions
  cookie: SessionCookie
}

/** What people do with their accounts. */
function accountParts(parts: IdentityParts, { tokens, sessions }: Proofs, now: () => number) {
  const { stores, options } = parts
  const passwords = parts.passwords ?? argon2Passwords()
  const store = stores.accounts
  const shared = { ...parts, store, sessions, passwords, publicUrl: options.publicUrl, now }
  const grants = createAccessGrants({ tokens, tenants: stores.tenants })
  const signUp = createSignUp({
    ...shared,
    invitations: stores.invitations,
    mode: options.signUp,
    firstTenantKey: options.gatewayKey?.tenantId,
  })
  return {
    accountSessions: sessions,
    grants,
    accounts: createAccounts({ ...shared, signUp }),
    changePassword: createChangePassword(shared),
    team: createTeam({ ...shared, store: stores.team }),
    passwordResets: createPasswordResets({ ...shared, resets: stores.passwordResets }),
    invitations: createInvitations({
      ...shared,
      store: stores.invitations,
      accounts: store,
      isClosed: options.signUp === 'closed',
    }),
    demo: createDemo({ ...shared, isOn: options.demo, accounts: store, grants }),
  }
}

async function sessionOfCookie(
  { cookie, sessions }: Proofs,
  header: string | null | undefined,
): Promise<SignedInAccount | undefined> {
  const token = cookie.read(header)
  const session = token ? await sessions.find(token) : undefined
  if (!session || session.memberships.length === 0) return undefined
  const { tenantId, role, accountSessionId } = memberOf(session)
  return { ...session.account, tenantId, role, accountSessionId }
}
