import { currentConfig } from '../config'
import type { ParleyApiError } from '../parleyApiError'
import type { TokenSource } from '../session'
import { type Fetch, requestJson } from './requests'
import { isStaleToken } from './staleToken'

export interface Caller {
  url: string
  tokens: TokenSource
  tab?: string | (() => string | undefined) | undefined
  fetch?: Fetch | undefined
}

type Query = Record<string, string | number | undefined>

/** Calls that show the access token; one that has expired is renewed and the call repeated, once. */
export function authorisedRequests(caller: Caller) {
  const call = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const attempt = (token: string) =>
      requestJson<Answer>({
        method,
        url: caller.url + path,
        body,
        headers: shownBy(caller, token),
        credentials: 'omit',
        fetch: caller.fetch,
      })
    const { token } = await caller.tokens.get()
    return attempt(token).catch(async (error: ParleyApiError) => {
      if (!isStaleToken(error)) throw error
      return attempt((await caller.tokens.renew()).token)
    })
  }
  return {
    get: <Answer>(path: string, query: Query = {}): Promise<Answer> =>
      call('GET', path + search(query)),
    send: <Answer>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
      call<Answer>(method, path, body),
  }
}

function shownBy({ tab }: Caller, token: string): Record<string, string> {
  const { apiKey } = currentConfig()
  const shownTab = typeof tab === 'function' ? tab() : tab
  return {
    authorization: `Bearer ${token}`,
    ...(apiKey && { 'x-api-key': apiKey }),
    ...(shownTab && { 'x-parley-tab': shownTab }),
  }
}

function search(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}
