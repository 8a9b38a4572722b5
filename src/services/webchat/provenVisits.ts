import type { ProvenPerson, VisitEnds, VisitorTokens, Website } from '@/services/identity'
import type { SessionProjection } from './sessionProjection'
import type { SessionStore, VisitorSession } from './sessionStore'
import type { VisitorMerger } from './visitorMerger'
import type { ShownByPage, VisitorStays } from './visitorStays'

const LOGGED_OUT = 'You have logged out'
const KNOWN_NOW = 'You are known by name now: connect again'

export interface ProvenVisitParts {
  store: SessionStore
  projection: SessionProjection
  tokens: Pick<VisitorTokens, 'verifyLate'>
  merger: VisitorMerger
  ends: Pick<VisitEnds, 'announce'>
}

type Shown = Pick<ShownByPage, 'fingerprint'> & { token?: string | undefined }

/** How the stays of visitors end whom a token proves: as somebody known, or logged out. */
export class ProvenVisits {
  constructor(
    private readonly parts: ProvenVisitParts & { stays: VisitorStays; now: () => number },
  ) {}

  /** A token that proves nothing, or whose session has ended, is none. */
  async shown({ tenantId }: Website, token?: string): Promise<VisitorSession | undefined> {
    if (!token) return undefined
    const visitor = await this.parts.tokens.verifyLate(token).catch(() => undefined)
    if (visitor?.tenantId !== tenantId) return undefined
    const session = await this.parts.store.find(tenantId, visitor.sessionId)
    const isTheirs = session && !session.isEnded && session.userId === visitor.userId
    return isTheirs ? session : undefined
  }

  async identify(website: Website, person: ProvenPerson, page: Shown): Promise<VisitorSession> {
    const { store, stays } = this.parts
    const shown = await this.shown(website, page.token)
    if (shown?.userId === person.userId) {
      await store.introduce(shown.sessionId, person)
      return stays.goOn({ ...shown, ...person }, website, page)
    }
    const session = await stays.beginOf(person, website, page)
    if (!shown) return session
    if (!shown.isAnonymous) await this.#end(shown.sessionId, KNOWN_NOW)
    else await this.#merge(shown, session)
    return (await store.find(session.tenantId, session.sessionId)) ?? session
  }

  /** Whoever comes after is somebody else. */
  async logOut(website: Website, token?: string): Promise<void> {
    const shown = await this.shown(website, token)
    if (shown) await this.#end(shown.sessionId, LOGGED_OUT)
  }

  async #merge({ tenantId, userId: visitorId }: VisitorSession, user: VisitorSession) {
    const { userId, sessionId, name, email } = user
    const into = { tenantId, visitorId: userId, sessionId, name, email }
    const atMs = this.parts.now()
    const ended = await this.parts.merger.merge({ tenantId, visitorId, into, atMs })
    await this.#tell(ended, KNOWN_NOW)
  }

  async #end(sessionId: string, reason: string): Promise<void> {
    await this.parts.store.end(sessionId, this.parts.now())
    await this.#tell([sessionId], reason)
  }

  /** What is shown elsewhere of an ended session goes by itself within a day at the latest. */
  async #tell(sessionIds: readonly string[], reason: string): Promise<void> {
    this.parts.ends.announce(sessionIds, reason)
    await this.parts.projection.remove(sessionIds).catch(() => undefined)
  }
}
