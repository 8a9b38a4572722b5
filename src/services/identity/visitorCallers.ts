import type { DoorRequest, Principal, VisitorPrincipal } from '@/services/realtime'
import { bearerIn, bearerOf, type Credentials } from './credentials'
import type { ApiKeys } from './keys/apiKeys'
import type { SaidOfPage } from './origins'
import type { VisitorTokens } from './visitorTokens'
import type { Website, Websites } from './websites'

/**
 * Who sends a request to a visitor's door: as everywhere, and a website by its publishable key alone.
 * A key that a page shows beside the cookie of an account speaks for the page.
 */
export type VisitorCallers = (
  request: DoorRequest,
  said: SaidOfPage,
) => Promise<Principal | Website>

interface Options {
  apiKeys: ApiKeys
  websites: Websites
  authenticate: Credentials['authenticate']
}

export function createVisitorCallers(options: Options): VisitorCallers {
  const { apiKeys, websites, authenticate } = options
  return async (request, said) => {
    const origin = request.headers.get('origin') ?? undefined
    const shown = bearerOf(request) ?? request.headers.get('x-api-key')
    const key = shown && apiKeys.isKey(shown) ? await apiKeys.prove(shown, origin) : undefined
    if (key?.kind === 'publishable') return websites.ofKey(key, origin, said)
    return authenticate(request)
  }
}

/**
 * Whom a request seems to be of, where its token was proven before. Their session may have ended: this
 * is for counting, which need not wait for the proof.
 */
export type RememberedVisitor = (request: DoorRequest) => VisitorPrincipal | undefined

export function createRememberedVisitor(
  tokens: Pick<VisitorTokens, 'remembered'>,
): RememberedVisitor {
  return ({ headers }) => {
    const token = bearerIn(headers.get('authorization') ?? '')
    return token === undefined ? undefined : tokens.remembered(token)
  }
}
