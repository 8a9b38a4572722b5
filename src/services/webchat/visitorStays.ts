import type { ProvenPerson, Website } from '@/services/identity'
import type { RequestLimits } from '@/services/realtime'
import { newSessionId, newVisitorId } from './sessionIds'
import { isAlive, SESSION_LIFE_MS } from './sessionLife'
import type { SessionStore, VisitorSession } from './sessionStore'

/** What a page shows when it opens a session. */
export interface ShownByPage {
  fingerprint?: string | undefined
  /** Where the request came from: an address makes up a limited number of visitors. */
  address: string
}

type Said = Pick<ShownByPage, 'fingerprint'>

interface StayParts {
  store: SessionStore
  limits: Pick<RequestLimits, 'newVisitor'>
  /** Shows a session to other programs. */
  show(session: VisitorSession): Promise<void>
  now: () => number
}

/** How a visitor's stay begins, and how it goes on. */
export class VisitorStays {
  constructor(private readonly parts: StayParts) {}

  /** A visitor whom nobody has seen. */
  async begin(website: Website, page: ShownByPage): Promise<VisitorSession> {
    const { store, limits } = this.parts
    await limits.newVisitor(page.address)
    const session = this.#fresh(website, page)
    await store.add(session)
    return this.#shown(session)
  }

  /** The session itself while it is alive; after that the next stay of the same visitor. */
  async goOn(session: VisitorSession, website: Website, page: Said): Promise<VisitorSession> {
    const { store, now } = this.parts
    if (isAlive(session, now())) return this.#prolong(session)
    const { sessionId, userId, isAnonymous, name, email, visits, firstSeenAtMs } = session
    const person = { userId, isAnonymous, name, email }
    const visitor = { ...person, visits: visits + 1, firstSeenAtMs }
    const next = { ...this.#fresh(website, page), ...visitor }
    return this.#shown(await store.succeed(sessionId, next))
  }

  /** What clients of this origin call so; a visitor nobody has seen where none does. */
  async named(clientsName: string, website: Website, page: ShownByPage): Promise<VisitorSession> {
    const { store, limits, now } = this.parts
    const { tenantId, origin } = website
    const name = { tenantId, origin, name: clientsName }
    const sinceMs = now() - SESSION_LIFE_MS
    const known = await store.findNamed(name, sinceMs)
    if (known) return this.#prolong(known)
    await limits.newVisitor(page.address)
    return this.#shown(await store.addNamed(name, this.#fresh(website, page), sinceMs))
  }

  /** The newest stay of somebody whom the tenant knows; the next one where that is over. */
  async ofIdentified(userId: string, website: Website): Promise<VisitorSession> {
    const { store, now } = this.parts
    const newest = await store.findVisitor(website.tenantId, userId)
    if (newest && isAlive(newest, now())) return this.#prolong(newest)
    const next = { ...this.#fresh(website, {}), userId, isAnonymous: false, ...known(newest) }
    if (newest) return this.#shown(await store.succeed(newest.sessionId, next))
    await store.add(next)
    return this.#shown(next)
  }

  /** A browser's first stay of somebody whom the tenant's back end has proven. */
  async beginOf(person: ProvenPerson, website: Website, page: Said): Promise<VisitorSession> {
    const { store } = this.parts
    const newest = await store.findVisitor(website.tenantId, person.userId)
    const who = { isAnonymous: false, ...known(newest), ...person }
    const session = { ...this.#fresh(website, page), ...who }
    await store.add(session)
    return this.#shown(session)
  }

  async #prolong(session: VisitorSession): Promise<VisitorSession> {
    const { store, now } = this.parts
    const [prolonged = session] = await store.touch([session.sessionId], now())
    return this.#shown(prolonged)
  }

  async #shown(session: VisitorSession): Promise<VisitorSession> {
    await this.parts.show(session)
    return session
  }

  #fresh({ tenantId, siteId }: Website, { fingerprint }: Said): VisitorSession {
    const nowMs = this.parts.now()
    return {
      sessionId: newSessionId(),
      tenantId,
      siteId,
      userId: newVisitorId(),
      isAnonymous: true,
      fingerprint,
      visits: 1,
      firstSeenAtMs: nowMs,
      createdAtMs: nowMs,
      lastActivityMs: nowMs,
    }
  }
}

/** What a next stay takes over from the newest one of the same visitor. */
function known(newest: VisitorSession | undefined): Partial<VisitorSession> {
  if (!newest) return {}
  const { visits, firstSeenAtMs, name, email } = newest
  return { visits: visits + 1, firstSeenAtMs, name, email }
}
