import type { UserPrincipal } from '@/services/realtime'

export interface VerifiedTokens {
  get(token: string): UserPrincipal | undefined
  add(token: string, principal: UserPrincipal): void
}

/**
 * Tokens whose signature was checked: the same one comes with every request of a quarter of an
 * hour. Whoever asks still looks at the end of the token and of its session. When full, the oldest
 * goes.
 */
export function verifiedTokens(most: number): VerifiedTokens {
  const principals = new Map<string, UserPrincipal>()
  return {
    get: (token) => principals.get(token),
    add: (token, principal) => {
      const [oldest] = principals.keys()
      if (principals.size >= most && oldest !== undefined) principals.delete(oldest)
      principals.set(token, principal)
    },
  }
}
