import { currentConfig } from '../config'
import type { ParleyApiError } from '../parleyApiError'
import type { GrantSource } from './grantSource'
import { type Fetch, requestJson } from './requests'
import { isStaleToken } from './staleToken'

export interface Caller {
  url: string
  tokens: Pick<GrantSource<{ token?: string }>, 'get' | 'renew'>
  /** Opens the door alone where there is no token; the configured key unless told. */
  apiKey?: string | undefined
  tenantId?: string | undefined
  tab?: string | (() => string | undefined) | undefined
  fetch?: Fetch | undefined
}

type Query = Record<string, string | number | undefined>

/** Tries with what is shown, and once more with a new token where the old one has expired. */
export type Shown = <Answer>(
  attempt: (headers: Record<string, string>) => Promise<Answer>,
) => Promise<Answer>

/** Calls that show the token, or the key; a token that has expired is renewed and the call repeated, once. */
export function authorisedRequests(caller: Caller) {
  const shown: Shown = async (attempt) => {
    const { token } = await caller.tokens.get()
    return attempt(shownBy(caller, token)).catch(async (error: ParleyApiError) => {
      if (!isStaleToken(error)) throw error
      return attempt(shownBy(caller, (await caller.tokens.renew()).token))
    })
  }
  const call = <Answer>(method: string, path: string, body?: object): Promise<Answer> =>
    shown((headers) => requestJson<Answer>({ ...callOf(caller, path), method, body, headers }))
  return {
    get: <Answer>(path: string, query: Query = {}): Promise<Answer> =>
      call('GET', path + search(query)),
    send: <Answer>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) =>
      call<Answer>(method, path, body),
    shown,
  }
}

/** What every call of a caller has. */
export function callOf({ url, fetch }: Caller, path: string) {
  return { url: url + path, credentials: 'omit', fetch } as const
}

function shownBy(caller: Caller, token: string | undefined): Record<string, string> {
  const { tab, tenantId, apiKey = currentConfig().apiKey } = caller
  const bearer = token ?? apiKey
  const shownTab = typeof tab === 'function' ? tab() : tab
  return {
    ...(bearer && { authorization: `Bearer ${bearer}` }),
    ...(token && apiKey && { 'x-api-key': apiKey }),
    ...(tenantId && { 'x-tenant-id': tenantId }),
    ...(shownTab && { 'x-parley-tab': shownTab }),
  }
}

function search(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}
