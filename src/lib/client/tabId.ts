import { tabStorage } from './keptStorage'
import { randomId } from './randomId'

const key = 'parley.tab'
let known: string | undefined

/**
 * The random id of this tab; it survives reloads. The server counts a tab without a socket as
 * present by it (header `X-Parley-Tab`), and knows by it that the socket is the same tab's.
 */
export function tabId(): string {
  known ??= tabStorage.get(key) ?? randomId()
  tabStorage.set(key, known)
  return known
}
