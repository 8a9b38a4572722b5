/** Who this tab is: the cookie's account, or in a demo tab its own. */

import type { AccessGrant } from './accountProtocol'
import { createGrantSource, type GrantSource } from './client/grantSource'
import { tabStorage } from './client/keptStorage'
import { type Fetch, requestJson } from './client/requests'
import { currentConfig } from './config'

const tabSessionKey = 'parley.tab-session'

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
export type TokenSource = GrantSource<AccessGrant>

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
  return createGrantSource(() => fetchGrant(options), options.now)
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
