import type { AccessGrant } from './accountProtocol'

export interface ParleyConfig {
  /** Origin of the Parley server, without a trailing slash; `''` is the page's own. */
  url: string
  /** Publishable key, for pages that are not the server's own. Never a secret one. */
  apiKey?: string | undefined
  /**
   * Fetches a fresh access token. Without it the server's own sign-in is used
   * (`POST /api/auth/token`). Rejecting with `code: 'UNAUTHENTICATED'` ends the session.
   */
  getToken?: (() => Promise<AccessGrant>) | undefined
}

let config: ParleyConfig | undefined

/**
 * Says where the server is and who the caller is. Call it before anything else of the SDK;
 * values that are not given keep their default.
 *
 * @example
 * configure({ url: 'https://chat.acme.example', getToken: () => fetch('/my-token').then((r) => r.json()) })
 */
export function configure(changes: Partial<ParleyConfig>): void {
  const before = config ?? (changes.url === undefined ? currentConfig() : { url: '' })
  const next = { ...before, ...changes }
  config = { ...next, url: withoutSlash(next.url) }
}

/** What is configured now; by default `NEXT_PUBLIC_GATEWAY_URL` or the page's own server. */
export function currentConfig(): ParleyConfig {
  config ??= { url: withoutSlash(publicUrl()) }
  return config
}

/** The key that is configured, or `NEXT_PUBLIC_GATEWAY_API_KEY`. Both are public. */
export function publicKey(): string | undefined {
  return currentConfig().apiKey ?? given(() => process.env.NEXT_PUBLIC_GATEWAY_API_KEY)
}

/** Known to bundlers, not to browsers. */
declare const process: { env: Record<string, string | undefined> }

/** The bundler replaces the whole name by its value, so each must stand here literally. */
function publicUrl(): string {
  return (
    given(() => process.env.NEXT_PUBLIC_GATEWAY_URL) ??
    deprecated(
      'NEXT_PUBLIC_WEBSOCKET_URL',
      given(() => process.env.NEXT_PUBLIC_WEBSOCKET_URL),
    ) ??
    deprecated(
      'NEXT_PUBLIC_WS_URL',
      given(() => process.env.NEXT_PUBLIC_WS_URL),
    ) ??
    ''
  )
}

/** Where nobody replaces the name there may be no `process` either. */
function given(read: () => string | undefined): string | undefined {
  try {
    return read() || undefined
  } catch {
    return undefined
  }
}

/** Of sockets only: the same server answers over HTTP at the same address. */
function deprecated(name: string, url: string | undefined): string | undefined {
  if (url) console.warn(`${name} is deprecated: use NEXT_PUBLIC_GATEWAY_URL instead`)
  return url?.replace(/^ws/, 'http')
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
