import type { Logger } from 'pino'
import type { ProvenPerson, VisitorTokens, Website } from '@/services/identity'
import type { RequestLimits, VisitorPrincipal } from '@/services/realtime'
import { type ProvenVisitParts, ProvenVisits } from './provenVisits'
import { clientsName } from './sessionIds'
import type { VisitorSession } from './sessionStore'
import { SessionUse } from './sessionUse'
import { type ShownByPage, VisitorStays } from './visitorStays'

/** What the visitor of a page needs from then on. */
export interface VisitorGrant {
  token: string
  /** Seconds. */
  expiresIn: number
  sessionId: string
  userId: string
}

export interface KnownVisitor {
  visits: number
  firstSeenAt: string
  lastSeenAt: string
}

export interface VisitorSessionsService {
  /**
   * A token for the session whose token is shown, or for the stay that follows on it; without
   * such a proof for a new visitor's. `RATE_LIMIT_EXCEEDED` where an address makes up too many.
   */
  grant(website: Website, page: ShownByPage & { token?: string | undefined }): Promise<VisitorGrant>
  /**
   * A token for somebody whom the tenant's back end has proven: in the session whose token is
   * shown, where that is theirs; else in a session of its own for this browser. What an anonymous
   * visitor had whose token is shown is theirs from then on.
   */
  identify(
    website: Website,
    person: ProvenPerson,
    page: Pick<ShownByPage, 'fingerprint'> & { token?: string | undefined },
  ): Promise<VisitorGrant>
  /** Ends the session whose token is shown, everywhere, and gives a token for a new visitor. */
  logOut(
    website: Website,
    page: ShownByPage & { token?: string | undefined },
  ): Promise<VisitorGrant>
  /**
   * The visitor behind a socket that showed a key and no token: of the session that the client
   * calls by a name of its own, for writing alone, or a new one.
   */
  enter(
    website: Website,
    page: ShownByPage & { name?: string | undefined },
  ): Promise<VisitorPrincipal>
  /** The visitor behind one of the server's own session ids, over or not. */
  find(tenantId: string, sessionId: string): Promise<VisitorPrincipal | undefined>
  /** A visitor of the tenant in their newest stay, over or not. */
  ofVisitor(tenantId: string, userId: string): Promise<VisitorPrincipal | undefined>
  /** Whom the tenant says it is, in their newest stay or a new one. */
  enterAs(userId: string, website: Website): Promise<VisitorPrincipal>
  /** A token for a visitor who was let in. */
  tokenFor(visitor: VisitorPrincipal): Promise<Pick<VisitorGrant, 'token' | 'expiresIn'>>
  /** A request of the session: it is prolonged. */
  used(sessionId: string): void
  /** What is known of a visitor; undefined for whoever never was one of the tenant's. */
  visitor(tenantId: string, userId: string): Promise<KnownVisitor | undefined>
  /** A visitor of the session is connected: it is prolonged until `letGo`, called once for each. */
  keepAlive(sessionId: string): void
  letGo(sessionId: string): void
  close(): Promise<void>
}

export interface VisitorSessionsParts extends ProvenVisitParts {
  tokens: VisitorTokens
  limits: Pick<RequestLimits, 'newVisitor'>
  log: Logger
  now?: () => number
}

export function visitorSessionsService(parts: VisitorSessionsParts): VisitorSessionsService {
  const { store, tokens, log, now = Date.now } = parts
  const show = (sessions: readonly VisitorSession[]) => showOrLog(parts, sessions)
  const stays = new VisitorStays({ ...parts, now, show: (session) => show([session]) })
  const proofs = new ProvenVisits({ ...parts, stays, now })
  const use = new SessionUse({ store, show, log, now })
  return {
    grant: async (website, page) => {
      const proven = await proofs.shown(website, page.token)
      const session = await (proven
        ? stays.goOn(proven, website, page)
        : stays.begin(website, page))
      return granted(tokens, session)
    },
    identify: async (...asked) => granted(tokens, await proofs.identify(...asked)),
    logOut: async (website, { token, ...page }) => {
      await proofs.logOut(website, token)
      return granted(tokens, await stays.begin(website, page))
    },
    enter: async (website, page) => {
      const unprovenName = clientsName(page.name)
      if (unprovenName === undefined) return visitorOf(await stays.begin(website, page))
      const session = await stays.named(unprovenName, website, page)
      return { unprovenName, ...visitorOf(session) }
    },
    find: async (tenantId, sessionId) => {
      const session = await store.find(tenantId, sessionId)
      return session && visitorOf(session)
    },
    ofVisitor: async (tenantId, userId) => {
      const session = await store.findVisitor(tenantId, userId)
      return session && visitorOf(session)
    },
    enterAs: async (userId, website) => visitorOf(await stays.ofIdentified(userId, website)),
    tokenFor: async (visitor) => tokenFor(tokens, visitor),
    used: (sessionId) => use.note(sessionId),
    visitor: async (tenantId, userId) => {
      const session = await store.findVisitor(tenantId, userId)
      return session && knownVisitor(session)
    },
    keepAlive: (sessionId) => use.begin(sessionId),
    letGo: (sessionId) => use.end(sessionId),
    close: () => use.close(),
  }
}

async function granted(tokens: VisitorTokens, session: VisitorSession): Promise<VisitorGrant> {
  const { sessionId, userId } = session
  return { ...(await tokenFor(tokens, visitorOf(session))), sessionId, userId }
}

async function tokenFor(tokens: VisitorTokens, visitor: VisitorPrincipal) {
  const { kind: _, expiresAtMs: __, unprovenName: ___, shownKeyId: ____, ...holder } = visitor
  const token = await tokens.sign(holder)
  return { token, expiresIn: tokens.lifeMs / 1000 }
}

function knownVisitor({ visits, firstSeenAtMs, lastActivityMs }: VisitorSession): KnownVisitor {
  const iso = (atMs: number) => new Date(atMs).toISOString()
  return { visits, firstSeenAt: iso(firstSeenAtMs), lastSeenAt: iso(lastActivityMs) }
}

/** A projection that is away is made up for with the next use. */
async function showOrLog(
  { projection, log }: VisitorSessionsParts,
  sessions: readonly VisitorSession[],
): Promise<void> {
  try {
    await projection.write(sessions)
  } catch (error) {
    log.warn({ err: error, sessions: sessions.length }, 'sessions were not shown')
  }
}

function visitorOf(session: VisitorSession): VisitorPrincipal {
  return { kind: 'visitor', ...holderOf(session), expiresAtMs: Number.POSITIVE_INFINITY }
}

function holderOf(session: VisitorSession) {
  const { userId, tenantId, sessionId, isAnonymous, visits, name, email } = session
  const person = { ...(name !== undefined && { name }), ...(email !== undefined && { email }) }
  return { userId, tenantId, sessionId, anonymous: isAnonymous, visits, ...person }
}
