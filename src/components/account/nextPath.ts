/** Where to go after signing in: a path of this site, or the chat. Never another origin. */
export function nextPath(asked: unknown): string {
  if (typeof asked !== 'string' || !asked.startsWith('/')) return home
  const base = 'http://here.invalid'
  const url = URL.canParse(asked, base) ? new URL(asked, base) : undefined
  return url?.origin === base ? url.pathname + url.search + url.hash : home
}

const home = '/chat'
