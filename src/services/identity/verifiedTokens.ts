export interface VerifiedTokens<Holder> {
  get(token: string): Holder | undefined
  add(token: string, holder: Holder): void
}

/** At 10,000 connected clients every token is found again; a token and its holder take 1 kB. */
const MOST_REMEMBERED = 20_000

/**
 * Tokens whose signature was checked: the same one comes with every request as long as it lives.
 * Whoever asks still looks at the end of the token and of its session. When full, the oldest goes.
 */
export function verifiedTokens<Holder>(most = MOST_REMEMBERED): VerifiedTokens<Holder> {
  const holders = new Map<string, Holder>()
  return {
    get: (token) => holders.get(token),
    add: (token, holder) => {
      const [oldest] = holders.keys()
      if (holders.size >= most && oldest !== undefined) holders.delete(oldest)
      holders.set(token, holder)
    },
  }
}
