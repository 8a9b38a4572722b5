import { parsedUrl } from '@/lib/parsedUrl'

/** Where to go after signing in: a path of this site, or the chat. Never another origin. */
export function nextPath(asked: unknown): string {
  if (typeof asked !== 'string' || !asked.startsWith('/')) return home
  const base = 'http://here.invalid'
  const url = parsedUrl(asked, base)
  return url?.origin === base ? url.pathname + url.search + url.hash : home
}

const home = '/chat'
