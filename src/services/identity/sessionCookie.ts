import { SESSION_MS } from './accountSessions'

export interface SessionCookie {
  /** The session token in a `Cookie` header. */
  read(header: string | null | undefined): string | undefined
  /** Values of `Set-Cookie`. */
  set(token: string): string
  clear(): string
}

/**
 * The one cookie. Under TLS its `__Host-` name makes browsers insist on `Secure`, `Path=/` and no
 * `Domain`, so that no other host of the domain can plant one.
 */
export function sessionCookie(secure: boolean): SessionCookie {
  const name = secure ? '__Host-parley-session' : 'parley-session'
  const rules = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return {
    read: (header) => cookieNamed(header ?? '', name),
    set: (token) => `${name}=${token}; ${rules}; Max-Age=${SESSION_MS / 1000}`,
    clear: () => `${name}=; ${rules}; Max-Age=0`,
  }
}

function cookieNamed(header: string, name: string): string | undefined {
  const pair = header.split(/; */).find((text) => text.startsWith(`${name}=`))
  return pair?.slice(name.length + 1) || undefined
}
