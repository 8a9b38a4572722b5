/**
 * The stays of visitors, in the database: the truth that every projection is made from. What an
 * implementation owes:
 *
 * - A session belongs to one tenant; neither its id nor its name finds it for another.
 * - `lastActivityMs` never goes back.
 * - However many processes ask at once, a session has one successor and a name one session.
 */
export interface SessionStore {
  add(session: VisitorSession): Promise<void>
  /** Alive or over. */
  find(tenantId: string, sessionId: string): Promise<VisitorSession | undefined>
  /** The visitor's newest stay. */
  findVisitor(tenantId: string, userId: string): Promise<VisitorSession | undefined>
  /** Adds the stay that follows on one that is over; where there is one already, that is it. */
  succeed(sessionId: string, next: VisitorSession): Promise<VisitorSession>
  /** What the tenant's back end says of a visitor now; what it leaves out stays. */
  introduce(sessionId: string, person: Pick<VisitorSession, 'name' | 'email'>): Promise<void>
  /** The session that clients of an origin call so, if it was used since. */
  findNamed(name: SessionName, sinceMs: number): Promise<VisitorSession | undefined>
  /**
   * Gives the name to a session, unless another that was used since `sinceMs` has it: then that
   * is it.
   */
  addNamed(name: SessionName, session: VisitorSession, sinceMs: number): Promise<VisitorSession>
  /** Notes that these were used, by whoever has proven them. Unknown ones are left out. */
  touch(sessionIds: readonly string[], atMs: number): Promise<VisitorSession[]>
  /** Before its time: no token proves it from then on, and nothing goes on in it. */
  end(sessionId: string, atMs: number): Promise<void>
  /** Those that were ended before their time, of all tenants. */
  endedSince(sinceMs: number): Promise<string[]>
  /** Removes sessions that were not used since. */
  forget(sinceMs: number): Promise<void>
}

/** A visitor's stay on the websites of a tenant. */
export interface VisitorSession {
  /** Made here, unguessable. */
  sessionId: string
  tenantId: string
  /** The site it began on, by its numeric id. */
  siteId: number | undefined
  userId: string
  isAnonymous: boolean
  /** What the tenant's back end calls them. */
  name?: string | undefined
  email?: string | undefined
  fingerprint: string | undefined
  /** How many stays of the visitor are known, this one included. */
  visits: number
  /** When the visitor's first known stay began. */
  firstSeenAtMs: number
  createdAtMs: number
  lastActivityMs: number
  /** It was ended before its time. */
  isEnded?: boolean | undefined
}

/** What a client calls its session, where that says something: at one origin of one tenant. */
export interface SessionName {
  tenantId: string
  origin: string
  name: string
}
