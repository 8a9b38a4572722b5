/** Who the visitor of this website is: one session for all tabs, kept over restarts of the browser. */
import { type GrantSource, usableMs } from './client/grantSource'
import { siteStorage } from './client/keptStorage'
import { type Fetch, requestJson } from './client/requests'

/** What a website's visitor is known by. */
export interface VisitorGrant {
  token: string
  /** Seconds. */
  expiresIn: number
  /** The stay; all tabs of a browser share one. */
  sessionId: string
  userId: string
}

export interface VisitorSessionOptions {
  /** Origin of the server, without a trailing slash. */
  url: string
  tenantId: string
  /** The tenant's publishable key. */
  apiKey: string
  siteId?: string | undefined
  fetch?: Fetch | undefined
  now?: (() => number) | undefined
  /** The visitor is somebody else than before: known by name now, logged out, or begun anew. */
  onVisitor?(now: VisitorGrant, before: VisitorGrant): void
}

/** All calls reject with a `ParleyApiError`. */
export interface VisitorSession extends GrantSource<VisitorGrant> {
  /**
   * The visitor is who the tenant's own back end says in its identity token, in all tabs, and what
   * they wrote before is theirs. @throws `IDENTITY_UNVERIFIED`, `TOKEN_EXPIRED`
   */
  identify(identityToken: string): Promise<VisitorGrant>
  /** Whoever comes after is somebody else, in all tabs. What was kept is gone, also when this fails. */
  logout(): Promise<VisitorGrant>
}

type KeptGrant = VisitorGrant & { goodUntilMs: number }

/**
 * Gives visitor tokens, each for an hour. The session of the token before is continued, whichever
 * tab got it; where the browser keeps nothing, a session lasts as long as the page. A token that was
 * refused is replaced by the one that another tab has got meanwhile, or by a new one: where its
 * session has ended, of a new visitor.
 *
 * @example
 * const visitor = createVisitorSession({ url, tenantId: 'tenant-123', apiKey: 'parley_pk_…' })
 * const { token, sessionId } = await visitor.get()
 */
export function createVisitorSession(options: VisitorSessionOptions): VisitorSession {
  const { url, tenantId, siteId, now = Date.now } = options
  const key = `parley.visitor:${url}:${tenantId}`
  const page = { ...(siteId && { siteId }) }
  const grants = keptGrants(key, now)
  const alone = oneAtATime(key)
  let given: VisitorGrant | undefined
  let inFlight: Promise<VisitorGrant> | undefined

  const give = (grant: VisitorGrant) => {
    const before = given
    given = grant
    if (before && before.userId !== grant.userId) options.onVisitor?.(grant, before)
    return grant
  }
  const ask = (door: string, body: object, of = grants.last()) =>
    askForGrant(options, door, { tenantId, ...body, token: of?.token })
  const goOn = async () => {
    const before = grants.last()?.token
    const grant = await ask('anonymous-token', page)
    return grants.otherThan(before) ?? grants.keep(grant)
  }
  const once = (take: () => Promise<VisitorGrant>) => {
    inFlight ??= alone(take).finally(() => {
      inFlight = undefined
    })
    return inFlight
  }

  return {
    get: async () => give(grants.usable() ?? (await once(async () => grants.usable() ?? goOn()))),
    renew: async () => give(await once(async () => grants.otherThan(given?.token) ?? goOn())),
    identify: async (identityToken) =>
      give(await alone(async () => grants.keep(await ask('identify', { identityToken })))),
    logout: async () => {
      const before = grants.last()
      grants.forget()
      const anew = async () => grants.keep(await ask('logout', page, grants.last() ?? before))
      return give(await alone(anew))
    },
    forget: grants.forget,
  }
}

/** What the tabs of a website keep together. */
function keptGrants(key: string, now: () => number) {
  const last = () => parsed(siteStorage.get(key))
  const usable = () => {
    const grant = last()
    return grant && now() < grant.goodUntilMs ? grant : undefined
  }
  return {
    last,
    usable,
    /** Another tab has got it meanwhile; not every browser has locks. */
    otherThan: (token: string | undefined) => {
      const grant = usable()
      return grant?.token === token ? undefined : grant
    },
    keep: (grant: VisitorGrant): VisitorGrant => {
      siteStorage.set(key, JSON.stringify({ ...grant, goodUntilMs: now() + usableMs(grant) }))
      return grant
    },
    forget: () => siteStorage.remove(key),
  }
}

function askForGrant(
  { url, apiKey, fetch }: VisitorSessionOptions,
  door: string,
  body: object,
): Promise<VisitorGrant> {
  return requestJson({
    method: 'POST',
    url: `${url}/api/chat/${door}`,
    headers: { authorization: `Bearer ${apiKey}` },
    body,
    credentials: 'omit',
    fetch,
  })
}

/** What others have written there is not believed to be a grant. */
function parsed(text: string | null): KeptGrant | undefined {
  try {
    const grant = JSON.parse(text ?? 'null')
    return typeof grant?.token === 'string' ? grant : undefined
  } catch {
    return undefined
  }
}

/** One request after the other, in all tabs: two that open together would else become two visitors. */
function oneAtATime(name: string) {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  let turn: Promise<unknown> = Promise.resolve()
  return <T>(run: () => Promise<T>): Promise<T> => {
    const done = turn.then(() => (locks ? locks.request(name, run) : run()))
    turn = done.catch(() => {})
    return done
  }
}
