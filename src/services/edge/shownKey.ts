import type { IncomingHttpHeaders } from 'node:http'

export type ShownKey = { kind: 'none' } | { kind: 'malformed' } | { kind: 'key'; text: string }

const BEARER_KEY = /^Bearer +(parley_[ps]k_.*)$/i
/** Keys of ours, and what an operator may have chosen as `GATEWAY_API_KEY`. */
const POSSIBLE = /^[\x21-\x7e]{1,256}$/
const OURS = /^parley_[ps]k_/
const OURS_WHOLE = /^parley_[ps]k_[\w-]+$/

/** The API key of a request, as far as it can be told from a token. */
export function shownKey(headers: IncomingHttpHeaders): ShownKey {
  const text = headers['x-api-key'] ?? BEARER_KEY.exec(headers.authorization ?? '')?.[1]?.trim()
  if (text === undefined || text === '') return { kind: 'none' }
  const key = String(text)
  const isWhole = POSSIBLE.test(key) && (!OURS.test(key) || OURS_WHOLE.test(key))
  return isWhole ? { kind: 'key', text: key } : { kind: 'malformed' }
}
