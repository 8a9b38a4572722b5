import { parsedUrl } from './parsedUrl'
import type { OnlineUser } from './protocol'

/** `Visitor 7F3A` until a name is known; the last letters and digits of an id are enough. */
export function visitorName({
  name,
  userId,
}: {
  name?: string | undefined
  userId: string
}): string {
  return name?.trim() || `Visitor ${userId.replace(/[\W_]/g, '').slice(-4).toUpperCase()}`
}

/** Where somebody is, as people read it: without query and fragment; empty while it is not known. */
export function pagePath({ url }: Pick<OnlineUser, 'url'>): string {
  const path = parsedUrl(url)?.pathname ?? ''
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

/**
 * The host of the referrer, or `Direct`. A page of the site itself is where somebody went on from,
 * not where they came from.
 */
export function visitSource({ referrer = '', domain }: Pick<OnlineUser, 'referrer' | 'domain'>) {
  const host = parsedUrl(referrer)?.hostname.replace(/^www\./, '') ?? ''
  return host === '' || host === domain ? 'Direct' : host
}
