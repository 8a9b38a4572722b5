/** How long an access token lives, and so how long the end of its account session is remembered. */
export const ACCESS_TOKEN_MS = 15 * 60_000

/** The account sessions that ended so recently that access tokens of theirs may be around. */
export interface EndedSessions {
  add(accountSessionIds: readonly string[]): void
  has(accountSessionId: string): boolean
  /** Resolves when the ends from before the start of this process are known too. */
  ready(): Promise<void>
  /** Looks into storage; resolves with those that were not known here. */
  lookAgain(): Promise<string[]>
}

interface Options {
  endedSince(sinceMs: number): Promise<string[]>
  now(): number
}

export function endedSessions({ endedSince, now }: Options): EndedSessions {
  const forgetAtMs = new Map<string, number>()
  let loading: Promise<void> | undefined

  function add(accountSessionIds: readonly string[]): void {
    forgetOld()
    for (const id of accountSessionIds) forgetAtMs.set(id, now() + ACCESS_TOKEN_MS)
  }

  /** The map is in the order of ending. */
  function forgetOld(): void {
    for (const [id, atMs] of forgetAtMs) {
      if (atMs > now()) return
      forgetAtMs.delete(id)
    }
  }

  function has(accountSessionId: string): boolean {
    return (forgetAtMs.get(accountSessionId) ?? 0) > now()
  }

  async function lookAgain(): Promise<string[]> {
    const found = await endedSince(now() - ACCESS_TOKEN_MS)
    const news = found.filter((id) => !has(id))
    add(news)
    return news
  }

  function ready(): Promise<void> {
    loading ??= lookAgain().then(
      () => undefined,
      (error) => {
        loading = undefined
        throw error
      },
    )
    return loading
  }

  return { add, has, ready, lookAgain }
}
