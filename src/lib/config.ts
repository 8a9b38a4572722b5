import type { AccessGrant } from './protocol'

export interface ParleyConfig {
  /** Origin of the Parley server, without a trailing slash; `''` is the page's own. */
  url: string
  /** Publishable key, for pages that are not the server's own. Never a secret one. */
  apiKey?: string
  /**
   * Fetches a fresh access token. Without it the server's own sign-in is used
   * (`POST /api/auth/token`). Rejecting with `code: 'UNAUTHENTICATED'` ends the session.
   */
  getToken?: () => Promise<AccessGrant>
}

let config: ParleyConfig | undefined

/**
 * Says where the server is and who the caller is. Call it before anything else of the SDK;
 * values that are not given keep their default.
 *
 * @example
 * configure({ url: 'https://chat.acme.example', getToken: () => fetch('/my-token').then((r) => r.json()) })
 */
export function configure(given: Partial<ParleyConfig>): void {
  const next = { ...currentConfig(), ...given }
  config = { ...next, url: withoutSlash(next.url) }
}

/** What is configured now; by default `NEXT_PUBLIC_GATEWAY_URL` or the page's own server. */
export function currentConfig(): ParleyConfig {
  config ??= { url: withoutSlash(publicUrl() ?? '') }
  return config
}

/** Known to bundlers, not to browsers. */
declare const process: { env: Record<string, string | undefined> }

/** The bundler replaces the whole name by its value, so it must stand here literally. */
function publicUrl(): string | undefined {
  if (typeof process === 'undefined') return undefined
  return process.env.NEXT_PUBLIC_GATEWAY_URL
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
