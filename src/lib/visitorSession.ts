/** Who the visitor of this website is: one session for all tabs, kept over restarts of the browser. */
import { type GrantSource, usableMs } from './client/grantSource'
import { siteStorage } from './client/keptStorage'
import { type Fetch, requestJson } from './client/requests'

/** `POST /api/chat/anonymous-token`: what a website's visitor is known by. */
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
}

type KeptGrant = VisitorGrant & { goodUntilMs: number }

/**
 * Gives visitor tokens, each for an hour. The session of the token before is continued, whichever
 * tab got it; where the browser keeps nothing, a session lasts as long as the page.
 *
 * @example
 * const visitor = createVisitorSession({ url, tenantId: 'tenant-123', apiKey: 'parley_pk_…' })
 * const { token, sessionId } = await visitor.get()
 */
export function createVisitorSession(options: VisitorSessionOptions): GrantSource<VisitorGrant> {
  const { url, tenantId, now = Date.now } = options
  const key = `parley.visitor:${url}:${tenantId}`
  let inFlight: Promise<VisitorGrant> | undefined

  const usable = () => {
    const grant = parsed(siteStorage.get(key))
    return grant && now() < grant.goodUntilMs ? grant : undefined
  }
  const ask = async () => {
    const grant = await askForGrant(options, parsed(siteStorage.get(key))?.token)
    siteStorage.set(key, JSON.stringify({ ...grant, goodUntilMs: now() + usableMs(grant) }))
    return grant
  }
  const once = (take: () => Promise<VisitorGrant>) => {
    inFlight ??= oneTabAtATime(key, take).finally(() => {
      inFlight = undefined
    })
    return inFlight
  }

  return {
    get: async () => usable() ?? once(async () => usable() ?? ask()),
    renew: () => once(ask),
    forget: () => siteStorage.remove(key),
  }
}

function askForGrant(options: VisitorSessionOptions, token?: string): Promise<VisitorGrant> {
  const { url, tenantId, siteId, apiKey } = options
  return requestJson({
    method: 'POST',
    url: `${url}/api/chat/anonymous-token`,
    headers: { authorization: `Bearer ${apiKey}` },
    body: { tenantId, ...(siteId && { siteId }), ...(token && { token }) },
    credentials: 'omit',
    fetch: options.fetch,
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

/** Two tabs that open together would else become two visitors. */
function oneTabAtATime<T>(name: string, run: () => Promise<T>): Promise<T> {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  return locks ? locks.request(name, run) : run()
}
