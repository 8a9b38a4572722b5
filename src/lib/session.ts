/** Who this tab is: the cookie's account, or in a demo tab its own. */

import { type Fetch, requestJson } from './client/requests'
import { tabStorage } from './client/tabStorage'
import { currentConfig } from './config'
import type { AccessGrant } from './protocol'

const tabSessionKey = 'parley.tab-session'
/** A grant is not shown any more this long before its end. */
const spareMs = 60_000

/** The people of the demo; `new` makes a fresh one. */
export type DemoPerson = 'ada' | 'ben' | 'chloe' | 'new'

/** What `POST /api/auth/demo` answers: a grant, and the session token of this tab. */
export type DemoGrant = AccessGrant & { sessionToken: string }

export interface SessionOptions {
  /** Origin of the server; the configured one when absent. */
  url?: string | undefined
  fetch?: Fetch | undefined
}

/**
 * Gives access tokens, each for about a quarter of an hour.
 * Both calls reject with `UNAUTHENTICATED` when the sign-in is over and with `UNAVAILABLE` when
 * the server cannot be reached.
 */
export interface TokenSource {
  /** The grant in hand, or a new one from 60 s before its end. */
  get(): Promise<AccessGrant>
  /** A new grant, whatever is in hand. */
  renew(): Promise<AccessGrant>
  /** Drops the grant in hand, after a sign-out. */
  forget(): void
}

/** The session token of a demo tab; `null` where the cookie says who this is. */
export function tabSession(): string | null {
  return tabStorage.get(tabSessionKey)
}

/**
 * Makes this tab a demo person's, and this tab only. Open such tabs with `noopener`, or they
 * share their opener's storage.
 * @throws ParleyApiError `FORBIDDEN` or `NOT_FOUND` where the server has no demo.
 */
export async function openTabSession(
  as: DemoPerson,
  options: SessionOptions = {},
): Promise<DemoGrant> {
  const grant = await requestJson<DemoGrant>({
    method: 'POST',
    url: `${serverUrl(options)}/api/auth/demo`,
    body: { as },
    credentials: 'omit',
    fetch: options.fetch,
  })
  tabStorage.set(tabSessionKey, grant.sessionToken)
  return grant
}

/** The tab is nobody's own any more: the cookie counts again. */
export function closeTabSession(): void {
  tabStorage.remove(tabSessionKey)
}

/**
 * How account calls say who calls: a demo tab by its session token, with the cookie left out,
 * any other tab by the cookie.
 */
export function sessionCredentials(): {
  credentials: RequestCredentials
  headers: Record<string, string>
} {
  const session = tabSession()
  if (!session) return { credentials: 'same-origin', headers: {} }
  return { credentials: 'omit', headers: { authorization: `Bearer ${session}` } }
}

/**
 * A source of access tokens that keeps the grant in hand and has one request in flight.
 *
 * @example
 * const tokens = createTokenSource()
 * const { token, user } = await tokens.get()
 */
export function createTokenSource(
  options: SessionOptions & { now?: () => number } = {},
): TokenSource {
  const now = options.now ?? Date.now
  let inHand: { grant: AccessGrant; goodUntilMs: number } | undefined
  let inFlight: Promise<AccessGrant> | undefined

  const renew = () => {
    inFlight ??= keep(fetchGrant(options))
    return inFlight
  }
  const keep = (request: Promise<AccessGrant>): Promise<AccessGrant> => {
    const kept = request
      .then((grant) => {
        if (inFlight === kept) inHand = { grant, goodUntilMs: now() + usableMs(grant) }
        return grant
      })
      .finally(() => {
        if (inFlight === kept) inFlight = undefined
      })
    return kept
  }

  return {
    get: async () => (inHand && now() < inHand.goodUntilMs ? inHand.grant : renew()),
    renew,
    forget: () => {
      inHand = undefined
      inFlight = undefined
    },
  }
}

function usableMs({ expiresIn }: AccessGrant): number {
  const lifeMs = expiresIn * 1000
  return lifeMs - Math.min(spareMs, lifeMs / 2)
}

function fetchGrant(options: SessionOptions): Promise<AccessGrant> {
  const { getToken } = currentConfig()
  if (getToken) return getToken()
  return requestJson({
    method: 'POST',
    url: `${serverUrl(options)}/api/auth/token`,
    ...sessionCredentials(),
    fetch: options.fetch,
  })
}

function serverUrl({ url }: SessionOptions): string {
  return url ?? currentConfig().url
}
